import { toUSVString } from 'node:util';
import fc from 'fast-check';
import { edits } from './bytes.ts';
import type { Sent } from './requests.ts';
import { anyText } from './text.ts';

const types = [
  ...[
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data',
    'application/problem+json',
    '*/*',
  ],
  ...['application/json; charset=latin1', 'application/json;charset="UTF-8"', 'application/json; charset='],
  ...[
    'APPLICATION/JSON',
    'application/json, text/plain',
    'application/json; a="',
    'application/jsonp',
    ';;',
    '',
  ],
  `application/json; ${'a'.repeat(5000)}`,
];

const methods = 'GET HEAD POST PUT PATCH DELETE OPTIONS TRACE PROPFIND M-SEARCH PURGE FOO'.split(' ');

const headers: readonly Readonly<Record<string, string>>[] = [
  ...['gzip', 'br', 'identity', 'Identity', 'gzip, gzip', ''].map((value) => ({ 'content-encoding': value })),
  ...['text/html', 'a'.repeat(4000), '*/*;q=0'].map((accept) => ({ accept })),
  ...['tea', '100-continue'].map((expect) => ({ expect })),
  ...['sane-1', 'a b', 'a'.repeat(300), '\u00ff', ''].map((value) => ({ 'x-request-id': value })),
  ...['Bearer x', 'Basic eDp5', 'Bearer', '\u00e9'].map((authorization) => ({ authorization })),
  ...['', 'evil:99999', '[::1', 'a b'].map((host) => ({ host })),
  ...['bytes=0-1', 'bytes=99-'].map((range) => ({ range })),
  ...['keep-alive', 'upgrade', 'close, upgrade'].map((connection) => ({ connection, upgrade: 'websocket' })),
  { 'if-none-match': '*', 'if-modified-since': 'yesterday' },
  { origin: 'null', 'access-control-request-method': 'POST' },
  { 'transfer-encoding': 'chunked' },
  { 'x-forwarded-for': '::1, junk', forwarded: 'for="_x"', 'x-forwarded-host': 'evil' },
  { 'x-http-method-override': 'DELETE', te: 'trailers' },
  { traceparent: '00-zz', tracestate: 'a=b' },
  { cookie: 'a'.repeat(20_000) },
  Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`x-${i}`, 'y'])),
  Object.fromEntries([
    ['__proto__', 'x'],
    ['constructor', 'x'],
  ]),
];

/** What is done to paths; afterwards nobody can say for which operation the request is. */
const paths: readonly ((path: string) => string)[] = [
  ...[
    '/',
    '//',
    '/..',
    '/.',
    '%',
    '%00',
    '%2e',
    '%ff',
    '%F0%9F',
    '%2f',
    '#x',
    ';x',
    '?',
    '\\',
    '|',
    '"',
    '\u00ff',
  ].map((end) => (path: string) => path + end),
  ...['/', '/.', '/x/..', '//evil', 'http://evil', 'x'].map((begin) => (path: string) => begin + path),
  (path) => path.toUpperCase(),
  (path) => path.replaceAll('/', '%2f'),
  (path) => path.replace(/\/(.)/, (_, letter: string) => `/%${letter.charCodeAt(0).toString(16)}`),
  (path) => `${path}/${'a/'.repeat(500)}`,
  () => '*',
  () => '/docs/static/../../package.json',
  () => '/docs/static/index.html',
  () => '/openapi.json',
  () => '/docs',
];

const queries = ['?x=1', '?%zz', '?__proto__=1', `?${'a'.repeat(5000)}`, '?text=a&text=b', '?[]=&&==', '?#'];

const withHeaders = (more: Readonly<Record<string, string>>) => (sent: Sent) => ({
  ...sent,
  headers: { ...sent.headers, ...more },
});

/** Breaks a good request on the level of HTTP, in one way or two. */
export function brokenTransport(good: fc.Arbitrary<Sent>): fc.Arbitrary<Sent> {
  const breakings: fc.Arbitrary<(sent: Sent) => Sent>[] = [
    fc.constantFrom(...types).map((type) => withHeaders({ 'content-type': type })),
    fc.constantFrom(...headers).map(withHeaders),
    fc.constantFrom(...queries).map((query) => (sent) => ({ ...sent, url: sent.url + query })),
    fc
      .constantFrom(...paths)
      .map((change) => (sent) => ({ ...sent, url: change(sent.url), operation: undefined })),
    anyText.map((path) => (sent) => ({ ...sent, url: `/${escaped(path)}`, operation: undefined })),
    fc.constantFrom(...methods).map((method) => (sent) => ({
      ...sent,
      method,
      operation: method === sent.method ? sent.operation : undefined,
    })),
    brokenBody,
    fc.constant(({ headers: { 'content-type': _, ...rest }, ...sent }: Sent) => ({ ...sent, headers: rest })),
  ];
  return fc
    .tuple(good, fc.array(fc.oneof(...breakings), { minLength: 1, maxLength: 2 }))
    .map(([sent, changes]) => ({
      ...changes.reduce((each, change) => change(each), sent),
      expected: 'documented' as const,
    }));
}

/** Of what may stand in a request's line, for Node's client. */
function escaped(path: string): string {
  return encodeURI(toUSVString(path)).replaceAll('%25', '%');
}

const brokenBody: fc.Arbitrary<(sent: Sent) => Sent> = fc
  .oneof(
    edits,
    fc.uint8Array({ maxLength: 200 }).map((bytes) => () => Buffer.from(bytes)),
    fc.constantFrom<(body: Buffer) => Buffer>(
      (body) => Buffer.concat([Buffer.from('\ufeff'), body]),
      (body) => Buffer.from(body.toString(), 'utf16le'),
      (body) => Buffer.concat([body, body]),
      (body) => Buffer.from(`/**/${body}`),
      (body) => Buffer.from(`${' \n'.repeat(5000)}${body}`),
      (body) => Buffer.from(`[${body}]`),
      () => Buffer.from('{"text":"a","text":"b"}'),
      () => Buffer.from('{"text":"a",}'),
      () => Buffer.from("{'text':'a'}"),
      () => Buffer.from('NaN'),
      () => Buffer.from('{"text":"\\ud800","model":1e999}'),
      () => Buffer.from('{"text":"\\x"}'),
      () => Buffer.from('['.repeat(100_000)),
      () => Buffer.from('{"text":'.repeat(20_000)),
      () => Buffer.alloc(0),
      () => Buffer.alloc(2 ** 20 + 1, ' '),
    ),
  )
  .map((change) => (sent) => ({ ...sent, body: change(sent.body ?? Buffer.alloc(0)) }));
