import type { FastifyInstance } from 'fastify';
import { expect, it, onTestFinished } from 'vitest';
import { apiDocument } from '../../src/api-document.ts';
import { type AppOptions, buildApp } from '../../src/app.ts';
import { type ProblemCode, problems } from '../../src/errors.ts';
import { buildAdmin } from '../../src/http/admin.ts';
import { WorkPool, type WorkThreads } from '../../src/runtime/pool/pool.ts';
import { ModelRegistry } from '../../src/runtime/registry.ts';
import { pooledDecoder } from '../../src/tasks/ctc/decode-service.ts';
import { pooledKeywords } from '../../src/tasks/keywords/keywords-service.ts';
import { pooledSentiment } from '../../src/tasks/sentiment/sentiment-service.ts';
import { pooledSpeech } from '../../src/tasks/speech/speech-service.ts';
import { pooledTagger } from '../../src/tasks/tag/tag-service.ts';
import { testOptions } from '../helpers/app.ts';
import { Api, answerFault, type Operation } from '../helpers/openapi.ts';
import { exchange, parseAnswer } from '../helpers/raw.ts';
import { tinyKeywordsParts } from '../helpers/tiny-keywords.ts';
import { tinyParts } from '../helpers/tiny-package.ts';
import { tinySentimentParts } from '../helpers/tiny-sentiment.ts';
import { tinySpeechParts } from '../helpers/tiny-speech.ts';
import { ctcCases } from './error-cases/ctc.ts';
import { errorCases } from './error-cases.ts';

const api = new Api(await apiDocument());

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

/** Codes that the document lists for an operation. */
function codesOf({ responses }: Operation): ProblemCode[] {
  return Object.values(responses).flatMap(({ 'application/problem+json': problem }) => {
    const [, narrowed] = (problem?.allOf ?? []) as { properties: { code: { enum: ProblemCode[] } } }[];
    return narrowed?.properties.code.enum ?? [];
  });
}

const isOf = ({ method, path }: Operation, sent: { method?: string; url?: string }): boolean =>
  method === (sent.method ?? 'POST') &&
  new RegExp(`^${path.replace(/\{.*?\}/, '[^/]+')}$`).test(sent.url ?? '/tag');

/** A form as OpenAI's clients send it, with a file that no thread comes to hear. */
const form = '--x\r\ncontent-disposition: form-data; name="file"; filename="a"\r\n\r\nabc\r\n--x--\r\n';

const samples: Readonly<Record<string, { payload: string; headers: Record<string, string> }>> = {
  transcribe: { payload: 'abc', headers: { 'content-type': 'audio/wav' } },
  openAiTranscription: { payload: form, headers: { 'content-type': 'multipart/form-data; boundary=x' } },
};

const sampleOf = ({ id, method, path, body }: Operation) => ({
  method: method as 'GET',
  url: path.replace('{name}', 'tiny'),
  ...(body && { payload: JSON.stringify(body.example), headers: { 'content-type': 'application/json' } }),
  ...samples[id],
});

const idle: WorkThreads = { count: 1, idle: 1, run: () => new Promise(() => {}) };
const busy: WorkThreads = { ...idle, idle: 0 };

interface Circumstances extends Partial<AppOptions> {
  readonly isReady?: () => boolean;
  readonly threads?: WorkThreads;
  readonly patience?: number;
}

/** An app of one model a task, whose work goes to `threads`. */
async function appWith(circumstances: Circumstances): Promise<FastifyInstance> {
  const { isReady = () => true, threads = idle, patience = 1000, ...options } = circumstances;
  const observer = { batch() {}, refused() {}, restarted() {} };
  const limits = { workers: 1, budget: 512, queueLimit: 1, queueAge: 1000, patience };
  const pool = new WorkPool(threads, { ...limits, observer });
  const { manifest } = tinyParts();
  const model = pooledTagger({ manifest, labels: [] } as never, (work) => pool.submit(work));
  const moods = pooledSentiment(tinySentimentParts() as never, (work) => pool.submit(work));
  const topics = pooledKeywords(tinyKeywordsParts() as never, (work) => pool.submit(work));
  const ears = pooledSpeech(tinySpeechParts() as never, (work) => pool.submit(work));
  const services = {
    models: new ModelRegistry([model]),
    sentiment: new ModelRegistry([moods]),
    keywords: new ModelRegistry([topics]),
    speech: new ModelRegistry([ears]),
    decoder: pooledDecoder([], (work) => pool.submit(work)),
    isReady,
  };
  const app = await buildApp(services, { ...testOptions, ...options });
  onTestFinished(async () => {
    pool.close();
    await app.close();
  });
  return app;
}

async function ask(app: FastifyInstance, operation: Operation): Promise<Answer> {
  const { statusCode, headers, body } = await app.inject(sampleOf(operation));
  return { status: statusCode, type: String(headers['content-type']), body };
}

const within = async (circumstances: Circumstances, operation: Operation) =>
  ask(await appWith(circumstances), operation);

/** Sends the request's line and what `rest` makes of its headers, as they stand. */
async function askRaw({ method, path }: Operation, rest: string): Promise<Answer> {
  const app = await appWith({ requestTimeout: 200 });
  const request = `${method} ${path.replace('{name}', 'tiny')} HTTP/1.1\r\n${rest}`;
  const { type = '', ...answer } = parseAnswer(await exchange(app, request));
  return { ...answer, type };
}

/** Of those failures that `refused` does not show, how each comes about. */
const causes: Partial<Record<ProblemCode, (operation: Operation) => Promise<Answer>>> = {
  malformed_request: (operation) => askRaw(operation, 'connection: close\r\n\r\n'),
  headers_too_large: (operation) => askRaw(operation, `host: x\r\na: ${'a'.repeat(20_000)}\r\n\r\n`),
  request_timeout: (operation) => askRaw(operation, 'host: x\r\n'),
  internal: (operation) => {
    const broken = () => {
      throw new Error('broken');
    };
    return within({ observers: [{ received: broken, answered() {} }] }, operation);
  },
  unauthenticated: (operation) =>
    within({ security: { keys: { value: [], onChange() {}, stop() {} } } }, operation),
  rate_limited: async (operation) => {
    const app = await appWith({ security: { rateLimit: { requests: 1, window: 60_000, clients: 9 } } });
    await app.inject('/models');
    return ask(app, operation);
  },
  not_ready: (operation) => {
    // The port for clients opens once all is started; the same probe is on the admin port before that.
    if (operation.id !== 'startup') return within({ isReady: () => false }, operation);
    const health = { isStarted: () => false, isReady: () => false };
    const admin = buildAdmin({ health, metrics: { contentType: 'text/plain', text: async () => '' } });
    onTestFinished(() => admin.close());
    return ask(admin, operation);
  },
  overloaded: async (operation) => {
    const app = await appWith({ threads: busy });
    void ask(app, operation);
    return ask(app, operation);
  },
  answer_timeout: (operation) => within({ threads: busy, patience: 10 }, operation),
  worker_failed: (operation) =>
    within({ threads: { ...idle, run: () => Promise.reject(new Error('broken')) } }, operation),
};

const listed = api.operations.flatMap((operation) =>
  codesOf(operation).map((code) => ({ operation, id: operation.id, code })),
);
/** What needs a recording that is heard, or a form: transcribe.test.ts and openai.test.ts show it. */
const ofRecordings: readonly ProblemCode[] = [
  'empty_body',
  'malformed_form',
  'unknown_field',
  'invalid_field',
  'wrong_task',
  'language_unsupported',
  'empty_audio',
  'broken_audio',
  'unknown_model',
  'body_too_large',
  'audio_too_long',
  'unsupported_media_type',
  'unsupported_audio',
];

/** What errors.test.ts and ctc.test.ts send. */
const refused = [...errorCases, ...ctcCases];

const shown = ({ operation, code }: { operation: Operation; code: ProblemCode }): boolean =>
  (Object.hasOwn(samples, operation.id) && ofRecordings.includes(code)) ||
  refused.some((one) => one.code === code && isOf(operation, one));

it.each(listed.filter((pair) => !shown(pair)))('$id can fail with $code, as documented', async (pair) => {
  const { operation, code } = pair;
  const answer = await causes[code]!(operation);
  expect(JSON.parse(answer.body)).toMatchObject({ code, status: answer.status });
  expect(answerFault(api, operation, answer)).toBeUndefined();
});

it('documents every failure that is known of an operation', () => {
  const known = refused.flatMap(({ code, ...sent }) =>
    api.operations.filter((operation) => isOf(operation, sent)).map(({ id }) => `${id} ${code}`),
  );
  const documented = listed.map(({ id, code }) => `${id} ${code}`);
  expect(known.filter((failure) => !documented.includes(failure))).toEqual([]);
});

it('documents every code for some operation, but for those that no client of one sees', () => {
  const documented = new Set(listed.map(({ code }) => code));
  const others = Object.keys(problems).filter((code) => !documented.has(code as ProblemCode));
  // The document has no WebSockets.
  expect(others).toEqual(['incomplete_body', 'method_not_allowed', 'upgrade_required', 'client_gone']);
});
