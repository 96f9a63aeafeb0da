import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { SlotlineError } from '../errors.ts';

/**
 * Tells apart a path that does not exist (404) and one that takes other methods (405, or 204 to OPTIONS, both with
 * Allow), before any body is read. Register before the routes.
 */
export function answerOtherMethods(app: FastifyInstance): void {
  const routes: { pattern: RegExp; methods: Set<string> }[] = [];
  const byUrl = new Map<string, Set<string>>();
  app.addHook('onRoute', ({ url, method }) => {
    let methods = byUrl.get(url);
    if (!methods) {
      methods = new Set(['OPTIONS']);
      byUrl.set(url, methods);
      routes.push({ pattern: patternOf(url), methods });
    }
    for (const name of [method].flat()) methods.add(name);
    // Fastify does not tell of every GET route, but of the HEAD route that goes with it.
    if (methods.has('HEAD')) methods.add('GET');
  });
  const answer = (request: FastifyRequest, reply: FastifyReply): void => {
    const path = pathOf(request.url);
    const methods = routes.find(({ pattern }) => pattern.test(path))?.methods;
    const lacksFile = methods?.has(request.method) && request.method !== 'OPTIONS';
    if (!methods || lacksFile) throw new SlotlineError('not_found', 'GET /docs shows what there is');
    const allow = [...methods].sort().join(', ');
    if (request.method !== 'OPTIONS') {
      throw new SlotlineError('method_not_allowed', `Use one of: ${allow}`, { headers: { allow } });
    }
    reply.code(204).header('allow', allow).send();
  };
  app.setNotFoundHandler(answer);
  app.addHook('onRequest', (request, reply, done) => {
    if (!request.is404) return done();
    answer(request, reply);
  });
}

/** Of a URL as the router reads it: maybe with an origin before the path, as to a proxy, and with needless escapes. */
function pathOf(url: string): string {
  const path = url.replace(/^https?:\/\/[^/]*/i, '').split(/[?#]/, 1)[0]!;
  try {
    return decodeURI(path);
  } catch {
    // The router tells of it only for methods that some route has.
    throw new SlotlineError('malformed_url', 'Percent-encode the URL as UTF-8');
  }
}

function patternOf(url: string): RegExp {
  const source = url.split('/').map((part) => {
    if (part.startsWith(':')) return '[^/]+';
    return part === '*' ? '.*' : part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  });
  return new RegExp(`^${source.join('/')}$`);
}
