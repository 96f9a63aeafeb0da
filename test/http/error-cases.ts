import type { ProblemCode } from '../../src/errors.ts';

/** A request that is refused, and with what. */
export interface ErrorCase {
  name: string;
  method?: string;
  url?: string;
  headers?: Record<string, string>;
  body?: unknown;
  status: number;
  code: ProblemCode;
  pointer?: string;
  detail?: RegExp;
}

/** The header of a JSON body. */
export const json = { 'content-type': 'application/json' };

const cases: readonly ErrorCase[] = [
  { name: 'no body', body: undefined, headers: {}, status: 400, code: 'empty_body' },
  { name: 'an empty JSON body', body: '', status: 400, code: 'empty_body' },
  {
    name: 'malformed JSON',
    body: '{"text": "a" ',
    status: 400,
    code: 'malformed_json',
    detail: /character \d+/,
  },
  { name: 'text that is not JSON', body: 'I would like', status: 400, code: 'malformed_json' },
  { name: 'invalid UTF-8', body: Buffer.from([0x22, 0xff, 0x22]), status: 400, code: 'invalid_utf8' },
  { name: 'a JSON null', body: 'null', status: 400, code: 'empty_body' },
  { name: 'a JSON list', body: [], status: 400, code: 'invalid_field', pointer: '' },
  {
    name: 'an unknown field',
    body: { text: 'a', 'a/b~': 1 },
    status: 400,
    code: 'unknown_field',
    pointer: '/a~1b~0',
  },
  {
    name: '__proto__',
    body: '{"text":"a","__proto__":{}}',
    status: 400,
    code: 'unknown_field',
    pointer: '/__proto__',
  },
  {
    name: 'constructor.prototype',
    body: '{"text":"a","constructor":{"prototype":{}}}',
    status: 400,
    code: 'unknown_field',
    pointer: '/constructor',
  },
  { name: 'neither text nor texts', body: {}, status: 400, code: 'text_or_texts' },
  { name: 'both text and texts', body: { text: 'a', texts: ['b'] }, status: 400, code: 'text_or_texts' },
  { name: 'no texts', body: { texts: [] }, status: 400, code: 'text_or_texts', pointer: '/texts' },
  { name: 'an empty text', body: { text: '' }, status: 400, code: 'empty_text', pointer: '/text' },
  {
    name: 'white space',
    body: { texts: ['a', ' \u00a0\n'] },
    status: 400,
    code: 'empty_text',
    pointer: '/texts/1',
  },
  { name: 'white space of Unicode alone', body: { text: '\u0085' }, status: 400, code: 'empty_text' },
  { name: 'a number as text', body: { text: 5 }, status: 400, code: 'invalid_field', pointer: '/text' },
  { name: 'a null text', body: { text: null }, status: 400, code: 'invalid_field', pointer: '/text' },
  {
    name: 'a long text',
    body: { text: 'a'.repeat(81) },
    status: 400,
    code: 'text_too_long',
    detail: /81 .* 80/,
  },
  { name: 'too many texts', body: { texts: Array(6).fill('a') }, status: 400, code: 'too_many_texts' },
  { name: 'an unknown unit', body: { text: 'a', offsetUnit: 'line' }, status: 400, code: 'invalid_field' },
  {
    name: 'an unknown model',
    body: { text: 'a', model: 'x' },
    status: 404,
    code: 'unknown_model',
    detail: /asking, tiny/,
  },
  {
    name: 'a model for another task',
    body: { text: 'a', model: 'moods' },
    status: 400,
    code: 'wrong_task',
    pointer: '/model',
    detail: /POST \/sentiment/,
  },
  { name: '__proto__ as model', body: { text: 'a', model: '__proto__' }, status: 404, code: 'unknown_model' },
  {
    name: 'requested where the model takes none',
    body: { text: 'a', requested: ['origin'] },
    status: 400,
    code: 'requested_unsupported',
    pointer: '/requested',
  },
  {
    name: 'an unknown slot in requested',
    body: { text: 'a', model: 'asking', requested: ['origin', 'moon'] },
    status: 400,
    code: 'unknown_slot',
    pointer: '/requested/1',
    detail: /destination/,
  },
  {
    name: 'an unknown slot in a list of lists',
    body: { texts: ['a', 'b'], model: 'asking', requested: [[], ['moon']] },
    status: 400,
    code: 'unknown_slot',
    pointer: '/requested/1/0',
  },
  {
    name: 'lists of requested slots for other texts',
    body: { texts: ['a', 'b'], model: 'asking', requested: [['origin']] },
    status: 400,
    code: 'invalid_field',
    pointer: '/requested',
  },
  {
    name: 'lists of requested slots for one text',
    body: { text: 'a', model: 'asking', requested: [['origin']] },
    status: 400,
    code: 'invalid_field',
  },
  {
    name: 'requested that is no list',
    body: { text: 'a', requested: 'origin' },
    status: 400,
    code: 'invalid_field',
  },
  {
    name: 'states where the model tells none',
    body: { text: 'a', model: 'asking', explain: 'states' },
    status: 400,
    code: 'states_unsupported',
    pointer: '/explain',
    detail: /asking/,
  },
  {
    name: 'a text that is too long to be explained',
    body: { text: '!'.repeat(65), explain: true },
    status: 400,
    code: 'too_long_to_explain',
    pointer: '/text',
    detail: /65 tokens/,
  },
  {
    name: 'another content type',
    body: 'text=a',
    headers: { 'content-type': 'text/plain' },
    status: 415,
    code: 'unsupported_media_type',
  },
  { name: 'no content type', body: '{"text":"a"}', headers: {}, status: 415, code: 'unsupported_media_type' },
  {
    name: 'a broken content type',
    body: '{}',
    headers: { 'content-type': ';;' },
    status: 415,
    code: 'unsupported_media_type',
  },
  {
    name: 'another charset',
    body: '{}',
    headers: { 'content-type': 'application/json; charset=latin1' },
    status: 415,
    code: 'unsupported_media_type',
  },
  {
    name: 'a compressed body',
    body: '{}',
    headers: { ...json, 'content-encoding': 'gzip' },
    status: 415,
    code: 'unsupported_media_type',
  },
  { name: 'a large body', body: { text: 'a'.repeat(5000) }, status: 413, code: 'body_too_large' },
  { name: 'nesting without end', body: '['.repeat(4000), status: 400, code: 'malformed_json' },
  {
    name: 'deep nesting',
    body: `${'['.repeat(2000)}${']'.repeat(2000)}`,
    status: 400,
    code: 'invalid_field',
  },
  { name: 'an unknown path', method: 'GET', url: '/tags', status: 404, code: 'not_found' },
  {
    name: 'a body to an unknown path',
    url: '/nothing',
    body: 'x',
    headers: { 'content-type': 'a/b' },
    status: 404,
    code: 'not_found',
  },
  ...['PROPFIND', 'PUT', 'OPTIONS'].map((method) => ({
    name: `${method} of a malformed URL`,
    method,
    url: '/models/%ff',
    headers: {},
    status: 400,
    code: 'malformed_url' as const,
  })),
  { name: 'a malformed URL', method: 'GET', url: '/models/%zz', status: 400, code: 'malformed_url' },
  {
    name: 'an endless name',
    method: 'GET',
    url: `/models/${'a'.repeat(500)}`,
    status: 404,
    code: 'not_found',
  },
  ...['../../package.json', '%2e%2e/package.json', '..%2fpackage.json', 'nothing.js', '.git/config'].map(
    (path) => ({
      name: `/docs/static/${path}`,
      method: 'GET',
      url: `/docs/static/${path}`,
      status: 404,
      code: 'not_found' as const,
    }),
  ),
  {
    name: 'NUL in the name of a file',
    method: 'GET',
    url: '/docs/static/%00',
    status: 400,
    code: 'malformed_request',
  },
  ...Object.entries({ range: 'bytes=99999999-', 'if-match': '"x"' }).map(([header, value]) => ({
    name: `a file with ${header}`,
    method: 'GET',
    url: '/docs/static/swagger-ui.css',
    headers: { [header]: value },
    status: 400,
    code: 'malformed_request' as const,
  })),
  {
    name: 'an unknown model path',
    method: 'GET',
    url: '/models/toString',
    status: 404,
    code: 'unknown_model',
  },
];

/** What is wrong with a request whatever the task is. */
const ofEveryTask: readonly ProblemCode[] = [
  'empty_body',
  'invalid_utf8',
  'malformed_json',
  'unknown_field',
  'text_or_texts',
  'empty_text',
  'too_many_texts',
  'unknown_model',
  'body_too_large',
  'unsupported_media_type',
];

/** Fields that no other task takes. */
const ofTag = ['requested', 'explain', 'explainSlots'];

/** The same mistakes in requests to another task. */
const casesOf = (task: string): ErrorCase[] =>
  cases
    .filter(
      ({ url, method, code }) => url === undefined && method === undefined && ofEveryTask.includes(code),
    )
    .filter(({ body }) => !ofTag.some((field) => field in Object(body)))
    // The names of models that a refusal lists are those of the task.
    .map(({ detail: _, ...one }) => ({ ...one, name: `${one.name}, for ${task}`, url: `/${task}` }));

const keywordsCases: readonly ErrorCase[] = [
  ...casesOf('keywords'),
  ...(
    [
      ['limit', [0, 101, 2.5, '5', null, -1], /whole number from 1 to 100/],
      ['minScore', [-0.1, 1.01, '0.5', null, true], /number from 0 to 1/],
      ['maxWords', [0, 17, 1.5, '2', null], /whole number from 1 to 16/],
    ] as const
  ).flatMap(([field, values, detail]) =>
    values.map(
      (value): ErrorCase => ({
        name: `${JSON.stringify(value)} as ${field}`,
        url: '/keywords',
        body: { text: 'a', [field]: value },
        status: 400,
        code: 'invalid_field',
        pointer: `/${field}`,
        detail,
      }),
    ),
  ),
  {
    name: 'a language, for keywords',
    url: '/keywords',
    body: { text: 'a', language: 'en' },
    status: 400,
    code: 'unknown_field',
    pointer: '/language',
  },
  {
    name: 'a long text, for keywords',
    url: '/keywords',
    body: { texts: ['a', 'a'.repeat(201)] },
    status: 400,
    code: 'text_too_long',
    pointer: '/texts/1',
    detail: /201 .* 200/,
  },
  {
    name: 'a model of sentiment, for keywords',
    url: '/keywords',
    body: { text: 'a', model: 'moods' },
    status: 400,
    code: 'wrong_task',
    pointer: '/model',
    detail: /moods is for POST \/sentiment\. Use one of: topics/,
  },
  {
    name: 'a model of keywords, for tags',
    body: { text: 'a', model: 'topics' },
    status: 400,
    code: 'wrong_task',
    pointer: '/model',
    detail: /topics is for POST \/keywords/,
  },
];

/** What clients do wrong, in requests that are valid HTTP; sent to `useTestApp` and its limits. */
export const errorCases: readonly ErrorCase[] = [
  ...cases,
  ...casesOf('sentiment'),
  ...keywordsCases,
  {
    name: 'a field of another task',
    url: '/sentiment',
    body: { text: 'a', requested: ['origin'] },
    status: 400,
    code: 'unknown_field',
    pointer: '/requested',
  },
  {
    name: 'a long text, for sentiment',
    url: '/sentiment',
    body: { texts: ['a', 'a'.repeat(201)] },
    status: 400,
    code: 'text_too_long',
    pointer: '/texts/1',
    detail: /201 .* 200/,
  },
  {
    name: 'an unknown unit, for sentiment',
    url: '/sentiment',
    body: { text: 'a', offsetUnit: 'line' },
    status: 400,
    code: 'invalid_field',
    pointer: '/offsetUnit',
  },
  ...['', 'zh_CN', 'english language', 'a'.repeat(40)].map((language) => ({
    name: `"${language}" as language`,
    url: '/sentiment',
    body: { text: 'a', language },
    status: 400,
    code: 'invalid_field' as const,
    pointer: '/language',
    detail: /BCP 47 tag such as/,
  })),
  {
    name: 'a number as language',
    url: '/sentiment',
    body: { text: 'a', language: 5 },
    status: 400,
    code: 'invalid_field',
    pointer: '/language',
  },
  {
    name: 'a language that no model has',
    url: '/sentiment',
    body: { text: 'a', language: 'fr' },
    status: 400,
    code: 'language_unsupported',
    pointer: '/language',
    detail: /models for: en\. /,
  },
  {
    name: 'a model of another language',
    url: '/sentiment',
    body: { text: 'a', language: 'zh', model: 'moods' },
    status: 400,
    code: 'language_unsupported',
    pointer: '/language',
    detail: /moods is for en/,
  },
  ...['states', 'yes', null, 1].map((explain) => ({
    name: `${explain} as a way to explain, for sentiment`,
    url: '/sentiment',
    body: { text: 'a', explain },
    status: 400,
    code: 'invalid_field' as const,
    pointer: '/explain',
    detail: /true, false or "attention"/,
  })),
  {
    name: 'a text that is too long for erasure',
    url: '/sentiment',
    body: { texts: ['a', '!'.repeat(129)], explain: true },
    status: 400,
    code: 'too_long_to_explain',
    pointer: '/texts/1',
    detail: /129 tokens; explain at most 128, or send explain: "attention"/,
  },
  {
    name: 'a number as text, for sentiment',
    url: '/sentiment',
    body: { text: 5 },
    status: 400,
    code: 'invalid_field',
    pointer: '/text',
  },
  {
    name: 'a tagger, for sentiment',
    url: '/sentiment',
    body: { text: 'a', model: 'tiny' },
    status: 400,
    code: 'wrong_task',
    pointer: '/model',
    detail: /POST \/tag/,
  },
];
