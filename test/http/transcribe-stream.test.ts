import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { buildApp } from '../../src/app.ts';
import { ModelRegistry, noModels } from '../../src/runtime/registry.ts';
import { loadSpeech } from '../../src/tasks/speech/load-speech.ts';
import type { SpeechModel } from '../../src/tasks/speech/service.ts';
import { localSpeech } from '../../src/tasks/speech/speech-service.ts';
import type { StreamEvent } from '../../src/tasks/speech/stream.ts';
import { testOptions } from '../helpers/app.ts';
import { temporaryFolder } from '../helpers/tiny-package.ts';
import { writeTinySpeech } from '../helpers/tiny-speech.ts';

let app: FastifyInstance;
let address: string;
let speech: SpeechModel;
beforeAll(async () => {
  const { folder, remove } = await temporaryFolder();
  speech = await loadSpeech(await writeTinySpeech(folder));
  await remove();
  app = await buildApp(
    { models: noModels, speech: new ModelRegistry([localSpeech(speech)]), isReady: () => true },
    { ...testOptions, stream: true, requestTimeout: 1500, audio: { seconds: 1, bytes: 40_000 } },
  );
  address = (await app.listen({ port: 0, host: '127.0.0.1' })).replace('http', 'ws');
});
afterAll(async () => {
  await app.close();
  await speech.close();
});

type Told = StreamEvent | { readonly type: 'error'; readonly code: string };

/** Sends messages, and gives what is told until the socket is closed, and the code with which it is. */
async function talk(
  messages: readonly (Buffer | string)[],
  query = '',
): Promise<{ told: Told[]; code: number }> {
  const socket = new WebSocket(`${address}/transcribe/stream${query}`);
  const told: Told[] = [];
  socket.on('message', (data) => told.push(JSON.parse(String(data))));
  const closed = new Promise<number>((resolve) => socket.on('close', resolve));
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  for (const message of messages) socket.send(message);
  return { code: await closed, told };
}

const tone = (seconds: number): Buffer =>
  Buffer.from(
    Int16Array.from({ length: 16_000 * seconds }, (_, i) => 9000 * Math.sin(i / 6) * Math.sin(i / 3000))
      .buffer,
  );

describe('GET /transcribe/stream', () => {
  it('tells what it hears and ends with the length', async () => {
    const { told, code } = await talk([tone(1), tone(0.5), tone(0.5), 'end']);
    expect(code).toBe(1000);
    expect(told.at(-1)).toEqual({ type: 'end', duration: 2 });
    expect(told.some(({ type }) => type === 'partial' || type === 'final')).toBe(true);
  });

  it('waits for samples as long as for a request', async () => {
    const { told, code } = await talk([tone(0.2)]);
    expect([code, told.at(-1)]).toEqual([1008, expect.objectContaining({ code: 'request_timeout' })]);
  });

  it('takes the options of POST /transcribe that a stream can have', async () => {
    const { told, code } = await talk([tone(0.5), 'end'], '?beamWidth=4&hotwords=a&languageModel=false');
    expect([code, told.at(-1)]).toEqual([1000, { type: 'end', duration: 0.5 }]);
    for (const query of ['?foo=1', '?beamWidth=x', '?languageModel=true', '?hotwords=!', '?model=none']) {
      await expect(talk([], query)).rejects.toThrow(/40[04]/);
    }
  });

  it('says in words how it is asked', async () => {
    const response = await app.inject({ method: 'GET', url: '/transcribe/stream' });
    expect([response.statusCode, response.json().code]).toEqual([426, 'upgrade_required']);
  });

  it('takes no more from a client that it has refused', async () => {
    const { told, code } = await talk(['hello', tone(0.5), tone(0.5), tone(0.5), 'end']);
    expect([code, told.map(({ type }) => type)]).toEqual([1008, ['error']]);
    const long = await talk([Buffer.alloc(320_002)]);
    expect([long.code, long.told]).toEqual([1008, [expect.objectContaining({ code: 'body_too_large' })]]);
  });

  it('refuses what are no samples, and more than it can hear', async () => {
    for (const message of ['hello', Buffer.alloc(3)]) {
      const { told, code } = await talk([message]);
      expect([code, told]).toEqual([
        1008,
        [{ type: 'error', code: 'invalid_field', detail: expect.any(String) }],
      ]);
    }
    const { told, code } = await talk(Array.from({ length: 40 }, () => tone(0.25)));
    expect([code, told.at(-1)]).toEqual([
      1013,
      expect.objectContaining({ type: 'error', code: 'overloaded' }),
    ]);
  });

  it('refuses a model that is not there before it opens', async () => {
    const socket = new WebSocket(`${address}/transcribe/stream?model=none`);
    const error = await new Promise((resolve) => socket.once('error', resolve));
    expect(String(error)).toMatch(/404/u);
  });
});

it('hears what has come before it stops', async () => {
  const other = await buildApp(
    { models: noModels, speech: new ModelRegistry([localSpeech(speech)]), isReady: () => true },
    { ...testOptions, stream: true },
  );
  const url = (await other.listen({ port: 0, host: '127.0.0.1' })).replace('http', 'ws');
  const socket = new WebSocket(`${url}/transcribe/stream`);
  await new Promise((resolve) => socket.once('open', resolve));
  const told: Told[] = [];
  socket.on('message', (data) => told.push(JSON.parse(String(data))));
  const closed = new Promise<number>((resolve) => socket.on('close', resolve));
  socket.send(tone(1.5));
  await new Promise((resolve) => socket.once('message', resolve));
  await other.close();
  expect(await closed).toBe(1012);
  expect(told.at(-1)).toEqual({ type: 'end', duration: 1.5 });
});
