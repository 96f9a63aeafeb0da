import { expect, it, onTestFinished } from 'vitest';
import { buildApp } from '../../src/app.ts';
import { SlotlineError } from '../../src/errors.ts';
import { ModelRegistry } from '../../src/runtime/registry.ts';
import type { TagService } from '../../src/tasks/tag/tag-service.ts';
import { localTagger } from '../../src/tasks/tag/tag-service.ts';
import { testOptions } from '../helpers/app.ts';
import { tinyTagger } from '../helpers/tiny-package.ts';

const headers = { 'retry-after': '1' };

async function appWith(change: (service: TagService) => Partial<TagService>, checkRoom?: () => void) {
  const service = localTagger(await tinyTagger());
  const models = new ModelRegistry([{ ...service, ...change(service) }]);
  const app = await buildApp({ models, isReady: () => true, ...(checkRoom && { checkRoom }) }, testOptions);
  onTestFinished(() => app.close());
  return app;
}

it('answers 503 with Retry-After before it reads the body, if there is no room', async () => {
  const app = await appWith(
    () => ({}),
    () => {
      throw new SlotlineError('overloaded', 'Later', { headers });
    },
  );
  const answer = await app.inject({
    method: 'POST',
    url: '/tag',
    headers: { 'content-type': 'application/json' },
    payload: 'this is not JSON',
  });
  expect(answer.statusCode).toBe(503);
  expect(answer.headers).toMatchObject({ 'retry-after': '1', 'content-type': 'application/problem+json' });
  expect(answer.json()).toMatchObject({ code: 'overloaded', detail: 'Later' });
  expect((await app.inject('/models')).statusCode).toBe(200);
});

it.each(['overloaded', 'answer_timeout', 'worker_failed'] as const)(
  'answers 503 with Retry-After to work that ends with %s',
  async (code) => {
    const app = await appWith(() => ({
      answer: () => ({
        outcome: Promise.reject(new SlotlineError(code, 'Later', { headers })),
        cancel: () => undefined,
      }),
    }));
    const answer = await app.inject({ method: 'POST', url: '/tag', payload: { text: 'leave Taipei' } });
    expect([answer.statusCode, answer.headers['retry-after'], answer.json().code]).toEqual([503, '1', code]);
  },
);

it('gives work up when its client has gone', async () => {
  let cancelled!: () => void;
  const cancel = new Promise<void>((resolve) => {
    cancelled = resolve;
  });
  const app = await appWith(() => ({
    answer: () => ({ outcome: new Promise(() => undefined), cancel: cancelled }),
  }));
  const url = await app.listen({ port: 0 });
  const leaving = new AbortController();
  const asked = fetch(`${url}/tag`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"text":"leave Taipei"}',
    signal: leaving.signal,
  });
  setTimeout(() => leaving.abort(), 100);
  await expect(asked).rejects.toThrow();
  await cancel;
});
