import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { SlotlineError } from '../../errors.ts';

/** What the page may do: load its own files, ask this service, and nothing else. */
export const playgroundPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

/** The microphone is for this page alone, if its user allows it: speech can be recorded on it. */
const permissions = 'camera=(), geolocation=(), microphone=(self)';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
};

interface PageFile {
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * `GET /playground`: a page to try models on, and its files, read once from `folder`. All its URLs are relative, so that
 * it also works behind a proxy that puts a prefix before the path.
 */
export async function playgroundRoutes(app: FastifyInstance, folder: string): Promise<void> {
  const files = await readFiles(folder);
  const options = { schema: { hide: true }, logLevel: 'warn' } as const;
  app.get('/playground', options, (request, reply) => send(files.get('index.html'), request, reply));
  // From here the page's relative URLs would lead elsewhere.
  app.get('/playground/', options, (_, reply) => reply.redirect('../playground', 308));
  app.get<{ Params: { file: string } }>('/playground/:file', options, (request, reply) =>
    send(files.get(request.params.file), request, reply),
  );
}

async function readFiles(folder: string): Promise<Map<string, PageFile>> {
  const names = (await readdir(folder)).filter((name) => extname(name) in types);
  return new Map(
    await Promise.all(
      names.map(async (name) => [name, pageFile(name, await readFile(join(folder, name)))] as const),
    ),
  );
}

function pageFile(name: string, body: Buffer): PageFile {
  return {
    body,
    headers: {
      'content-type': types[extname(name)]!,
      'content-security-policy': playgroundPolicy,
      ...(name === 'index.html' && { 'permissions-policy': permissions }),
      // Browsers fetch the icon anew with every change of the fragment.
      'cache-control': name.endsWith('.svg') ? 'max-age=86400' : 'no-cache',
      etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`,
    },
  };
}

/** Caches may keep a file, and ask whether it is still the same. */
function send(file: PageFile | undefined, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (!file) throw new SlotlineError('not_found', 'GET /playground shows the page');
  reply.headers(file.headers);
  const known = request.headers['if-none-match']?.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  if (known?.some((tag) => tag === file.headers.etag || tag === '*')) return reply.code(304).send();
  return reply.send(file.body);
}
