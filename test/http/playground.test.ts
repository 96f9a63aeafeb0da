import { readFile, stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { keyLine, newKey, parseKeys } from '../../src/api-keys.ts';
import { playgroundPolicy } from '../../src/http/routes/playground.ts';
import { useTestApp } from '../helpers/app.ts';

/** As `npm run build` makes it. */
const playground = fileURLToPath(new URL('../../dist/playground/', import.meta.url));
const html = await readFile(`${playground}index.html`, 'utf8');

/** What the page's own elements name in an attribute. */
const named = (attribute: string, tag: string): string[] =>
  [...html.matchAll(new RegExp(`<${tag}\\b[^>]*\\b${attribute}="([^"]*)"`, 'g'))].map(([, value]) => value!);
const files = [...new Set([...named('href', 'link'), ...named('src', 'script'), ...named('src', 'img')])];

/** The modules that `names` import, and those that these import. */
async function modulesFrom(names: readonly string[], seen = new Set<string>()): Promise<Set<string>> {
  for (const name of names.filter((each) => !seen.has(each))) {
    seen.add(name);
    const source = await readFile(playground + name, 'utf8');
    await modulesFrom(
      [...source.matchAll(/ from '\.\/([^']+)'/g)].map(([, found]) => found!),
      seen,
    );
  }
  return seen;
}

describe('GET /playground', () => {
  const test = useTestApp({ playground });

  it('answers a page that may load and ask its own service, and nothing else', async () => {
    const response = await test.app.inject('/playground');
    expect(response.statusCode).toBe(200);
    expect(response.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': playgroundPolicy,
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'cache-control': 'no-cache',
      'permissions-policy': 'camera=(), geolocation=(), microphone=(self)',
    });
    expect(response.body).toBe(html);
    expect(playgroundPolicy).toMatch(
      /^default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';/,
    );
    expect(playgroundPolicy).not.toMatch(/unsafe|https?:|\*|data:/);
  });

  it('has no script or style in the page, and refers to nothing by an absolute address', () => {
    expect(html).not.toMatch(/<style|\son\w+=|\sstyle=|<script(?![^>]*\ssrc=)/);
    expect([...files, ...named('href', 'a')].filter((url) => /^(?:\/|\w+:)/.test(url))).toEqual([]);
  });

  it.each(files)('serves %s with its type, and says with 304 that it is the same', async (url) => {
    const response = await test.app.inject(`/${url}`);
    expect(response.statusCode).toBe(200);
    const types = { css: 'text/css', js: 'text/javascript', svg: 'image/svg+xml' };
    const type = types[url.split('.').at(-1) as keyof typeof types];
    expect(response.headers['content-type']).toBe(`${type}; charset=utf-8`);
    const { etag } = response.headers as { etag: string };
    for (const known of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      const again = await test.app.inject({ url: `/${url}`, headers: { 'if-none-match': known } });
      expect([again.statusCode, again.body, again.headers.etag]).toEqual([304, '', etag]);
    }
    const changed = await test.app.inject({ url: `/${url}`, headers: { 'if-none-match': '"other"' } });
    expect(changed.statusCode).toBe(200);
  });

  it('tells the browser of all modules at once, so that none waits for another', async () => {
    const needed = [...(await modulesFrom(['main.js']))].map((name) => `playground/${name}`);
    const told = files.filter((url) => url.endsWith('.js'));
    expect(told.toSorted()).toEqual(needed.toSorted());
  });

  it('keeps what only some need out of the first load: those modules load nothing twice, and little', async () => {
    const first = await modulesFrom(['main.js']);
    const later = [...(await modulesFrom(['speech-desk.js'], new Set(first)))].filter(
      (name) => !first.has(name),
    );
    expect(later).toEqual(expect.arrayContaining(['speech-desk.js', 'recorder.js', 'lattice-view.js']));
    const sizes = await Promise.all([...later, 'speech.css'].map((name) => stat(playground + name)));
    expect(sizes.reduce((sum, { size }) => sum + size, 0)).toBeLessThan(30_000);
    for (const name of later) expect((await test.app.inject(`/playground/${name}`)).statusCode).toBe(200);
  });

  it('takes less than 100 kB in all', async () => {
    const sizes = await Promise.all(files.map((url) => stat(playground + url.replace('playground/', ''))));
    const total = sizes.reduce((sum, { size }) => sum + size, Buffer.byteLength(html));
    expect(total).toBeGreaterThan(10_000);
    expect(total).toBeLessThan(100_000);
  });

  it('leads from the folder to the page, by a relative address', async () => {
    const { statusCode, headers } = await test.app.inject('/playground/');
    expect([statusCode, headers.location]).toEqual([308, '../playground']);
  });

  it.each([
    '/playground/none.js',
    '/playground/..%2fserver.js',
    '/playground/index.js.map',
    '/playground/a/b',
  ])('answers 404 to %s', async (url) => {
    const response = await test.app.inject(url);
    expect([response.statusCode, response.json().code]).toEqual([404, 'not_found']);
  });

  it('answers HEAD without a body, and other methods with 405', async () => {
    const head = await test.app.inject({ method: 'HEAD', url: '/playground' });
    expect([head.statusCode, head.body]).toEqual([200, '']);
    for (const url of ['/playground', '/playground/main.js']) {
      const post = await test.app.inject({ method: 'POST', url });
      expect([post.statusCode, post.headers.allow]).toEqual([405, 'GET, HEAD, OPTIONS']);
    }
  });

  it('stays out of the API document', async () => {
    expect(Object.keys((await test.app.inject('/openapi.json')).json().paths).join()).not.toMatch(
      /playground/,
    );
  });
});

describe('GET /playground of a service with keys and a rate limit', () => {
  const keys = { value: parseKeys(keyLine(newKey(), 'app')), onChange: () => {}, stop: () => {} };
  const rateLimit = { requests: 2, window: 60_000, clients: 10 };
  const test = useTestApp({ playground, security: { keys, rateLimit } });

  it('needs no key, and its files are not counted: half a page could tell nothing', async () => {
    for (const url of ['/playground', ...files]) {
      expect([url, (await test.app.inject(url)).statusCode]).toEqual([url, 200]);
    }
    expect((await test.app.inject('/models')).statusCode).toBe(401);
    expect((await test.app.inject('/models')).statusCode).toBe(429);
    expect((await test.app.inject('/playground/main.js')).statusCode).toBe(200);
  });
});

describe('without a playground', () => {
  const test = useTestApp();

  it.each(['/playground', '/playground/', '/playground/main.js'])('answers 404 to %s', async (url) => {
    expect((await test.app.inject(url)).statusCode).toBe(404);
  });
});
