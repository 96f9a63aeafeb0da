import { createReadStream, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import OpenAI, { toFile } from 'openai';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildApp } from '../../src/app.ts';
import { segmentsOf, writeSrt, writeVtt } from '../../src/http/subtitles.ts';
import { ModelRegistry, noModels } from '../../src/runtime/registry.ts';
import { loadSpeech } from '../../src/tasks/speech/load-speech.ts';
import type { SpeechModel } from '../../src/tasks/speech/service.ts';
import { localSpeech } from '../../src/tasks/speech/speech-service.ts';
import { testOptions } from '../helpers/app.ts';
import { temporaryFolder } from '../helpers/tiny-package.ts';
import { writeTinySpeech } from '../helpers/tiny-speech.ts';

const path = join(import.meta.dirname, '../audio/fixtures/tone.flac');

let app: FastifyInstance;
let speech: SpeechModel;
let client: OpenAI;
let address: string;
let text: string;
beforeAll(async () => {
  const { folder, remove } = await temporaryFolder();
  speech = await loadSpeech(await writeTinySpeech(folder));
  await remove();
  app = await buildApp(
    { models: noModels, speech: new ModelRegistry([localSpeech(speech)]), isReady: () => true },
    { ...testOptions, audio: { seconds: 2, bytes: 40_000 } },
  );
  address = await app.listen({ port: 0, host: '127.0.0.1' });
  client = new OpenAI({ apiKey: 'none', baseURL: `${address}/v1`, maxRetries: 0 });
  const response = await app.inject({
    method: 'POST',
    url: '/transcribe',
    payload: readFileSync(path),
    headers: { 'content-type': 'audio/flac' },
  });
  text = response.json().text;
});
afterAll(async () => {
  await app.close();
  await speech.close();
});

const file = () => createReadStream(path);

describe("OpenAI's own client", () => {
  it('gets a text, by the default model under their name or ours', async () => {
    for (const model of ['whisper-1', 'gpt-4o-transcribe', 'ears']) {
      expect((await client.audio.transcriptions.create({ file: file(), model })).text).toBe(text);
    }
  });

  it('gets words and segments in time', async () => {
    const verbose = await client.audio.transcriptions.create({
      file: file(),
      model: 'whisper-1',
      language: 'en',
      response_format: 'verbose_json',
      timestamp_granularities: ['word', 'segment'],
    });
    expect(verbose.text).toBe(text);
    expect(verbose.duration).toBe(1);
    expect(verbose.words!.map(({ word }) => word).join(' ')).toBe(text);
    expect(verbose.segments!.map((segment) => segment.text).join(' ')).toBe(text);
  });

  it('gets plain text and subtitles', async () => {
    const as = (response_format: 'text' | 'srt' | 'vtt') =>
      client.audio.transcriptions.create({ file: file(), model: 'whisper-1', response_format });
    expect(await as('text')).toBe(`${text}\n`);
    expect(await as('srt')).toMatch(/^1\n00:00:0\d,\d{3} --> 00:00:0\d,\d{3}\n/u);
    expect(await as('vtt')).toMatch(/^WEBVTT\n\n00:00:0\d\.\d{3} --> /u);
  });

  it.each([
    ['another language', { language: 'zh' }, 400, 'language_unsupported'],
    ['no such model', { model: 'none' }, 404, 'unknown_model'],
    ['another format', { response_format: 'diarized_json' }, 400, 'invalid_field'],
    ['a field that is not known', { include: ['logprobs'] }, 400, 'unknown_field'],
  ])('is refused %s', async (_, fields, status, code) => {
    const create = client.audio.transcriptions.create({
      file: file(),
      model: 'whisper-1',
      ...(fields as object),
    });
    await expect(create).rejects.toMatchObject({ status, code, message: expect.stringMatching(/[a-z]{3}/) });
    const form = new FormData();
    form.set('file', new Blob([new Uint8Array(readFileSync(path))]), 'tone.flac');
    for (const [name, value] of Object.entries(fields)) form.set(name, String(value));
    const answer = await fetch(`${address}/v1/audio/transcriptions`, { method: 'POST', body: form });
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([status, code]);
  });

  it('is refused what cannot be heard', async () => {
    const create = async (bytes: Buffer) =>
      client.audio.transcriptions.create({ file: await toFile(bytes, 'a.wav'), model: 'whisper-1' });
    await expect(create(Buffer.from('no sound'))).rejects.toMatchObject({ status: 415 });
    await expect(create(Buffer.alloc(50_000))).rejects.toMatchObject({ status: 413 });
  });
});

describe('POST /v1/audio/transcriptions', () => {
  const send = async (payload: string | Buffer, type = 'multipart/form-data; boundary=x') => {
    const response = await app.inject({
      method: 'POST',
      url: '/v1/audio/transcriptions',
      payload,
      headers: { 'content-type': type },
    });
    return [response.statusCode, response.json().code];
  };
  const part = (name: string, value: string, more = ''): string =>
    `--x\r\ncontent-disposition: form-data; name="${name}"${more}\r\n\r\n${value}\r\n`;

  it('refuses broken forms', async () => {
    expect(await send('{}', 'application/json')).toEqual([415, 'unsupported_media_type']);
    expect(await send('', 'multipart/form-data; boundary=x')).toEqual([400, expect.any(String)]);
    expect(await send('no form')).toEqual([400, expect.any(String)]);
    expect(await send('--x\r\n', 'multipart/form-data')).toEqual([400, expect.any(String)]);
    expect(await send(`${part('model', 'ears')}--x--\r\n`)).toEqual([400, 'empty_body']);
    expect(await send(`${part('file', 'abc', '; filename="a"')}`)).toEqual([400, expect.any(String)]);
    const two = part('file', 'abc', '; filename="a"').repeat(2);
    expect(await send(`${two}--x--\r\n`)).toEqual([400, 'invalid_field']);
    expect(await send(`${part('file', 'abc')}--x--\r\n`)).toEqual([400, 'invalid_field']);
    const whole = part('file', 'abc', '; filename="a"');
    for (const name of ['granularities', '', 'x']) {
      expect(await send(`${whole}${part(name, 'word')}--x--\r\n`)).toEqual([400, 'unknown_field']);
    }
    const many = Array.from({ length: 60 }, (_, i) => part(`f${i}`, 'v')).join('');
    expect(await send(`${many}--x--\r\n`)).toEqual([413, 'body_too_large']);
    expect(await send(`${part('__proto__', 'v')}--x--\r\n`)).toEqual([400, expect.any(String)]);
  });
});

describe('subtitles', () => {
  const word = (text: string, start: number, end: number) => ({ word: text, start, end, confidence: 0.5 });

  it('are cut at pauses, and where they get too long', () => {
    const words = [word('one', 0, 0.5), word('two', 0.6, 1), word('three', 2, 2.5)];
    expect(segmentsOf(words).map(({ text, start, end }) => [text, start, end])).toEqual([
      ['one two', 0, 1],
      ['three', 2, 2.5],
    ]);
    const steady = Array.from({ length: 40 }, (_, i) => word('a', i / 2, i / 2 + 0.4));
    for (const { start, end, words: own } of segmentsOf(steady)) {
      expect(end - start).toBeLessThanOrEqual(7);
      expect(own.length).toBeLessThanOrEqual(14);
    }
    expect(segmentsOf([])).toEqual([]);
  });

  it('are written with hours, minutes, seconds and milliseconds', () => {
    const segments = segmentsOf([word('late', 3723.04, 3724)]);
    expect(writeSrt(segments)).toBe('1\n01:02:03,040 --> 01:02:04,000\nlate\n');
    expect(writeVtt(segments)).toBe('WEBVTT\n\n01:02:03.040 --> 01:02:04.000\nlate\n');
  });
});
