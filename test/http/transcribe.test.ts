import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiDocument } from '../../src/api-document.ts';
import { buildApp } from '../../src/app.ts';
import type { RequestWork } from '../../src/http/request-log.ts';
import { ModelRegistry } from '../../src/runtime/registry.ts';
import { loadSpeech } from '../../src/tasks/speech/load-speech.ts';
import type { SpeechModel } from '../../src/tasks/speech/service.ts';
import { localSpeech } from '../../src/tasks/speech/speech-service.ts';
import { loadTagger } from '../../src/tasks/tag/load.ts';
import { localTagger } from '../../src/tasks/tag/tag-service.ts';
import type { Tagger } from '../../src/tasks/tag/tagger.ts';
import { testOptions } from '../helpers/app.ts';
import { Api, answerFault } from '../helpers/openapi.ts';
import { temporaryFolder, writeTinyPackage } from '../helpers/tiny-package.ts';
import { writeTinySpeech } from '../helpers/tiny-speech.ts';
import { writeWav } from '../helpers/wav.ts';

const fixture = (name: string): Buffer => readFileSync(join(import.meta.dirname, '../audio/fixtures', name));

let app: FastifyInstance;
let speech: SpeechModel;
let tagger: Tagger;
let api: Api;
const works: RequestWork[] = [];
beforeAll(async () => {
  const { folder, remove } = await temporaryFolder();
  speech = await loadSpeech(await writeTinySpeech(folder));
  tagger = await loadTagger(await writeTinyPackage(folder));
  await remove();
  app = await buildApp(
    {
      models: new ModelRegistry([localTagger(tagger)]),
      speech: new ModelRegistry([localSpeech(speech)]),
      isReady: () => true,
    },
    {
      ...testOptions,
      audio: { seconds: 2, bytes: 40_000 },
      observers: [{ answered: ({ work }) => work && works.push(work) }],
    },
  );
  await app.ready();
  api = new Api(await apiDocument());
});
afterAll(async () => {
  await app.close();
  await speech.close();
  await tagger.close();
});

const ask = async (audio: Buffer | Uint8Array | undefined, query = '', type = 'audio/wav') => {
  const response = await app.inject({
    method: 'POST',
    url: `/transcribe${query}`,
    ...(audio && { payload: Buffer.from(audio) }),
    headers: { 'content-type': type },
  });
  const answer = { status: response.statusCode, type: String(response.headers['content-type']) };
  const fault = answerFault(api, api.operation('transcribe'), { ...answer, body: response.body });
  expect(fault).toBeUndefined();
  return { status: response.statusCode, body: response.json() };
};

describe('POST /transcribe', () => {
  it('writes down every format, whatever its media type says, with words in time', async () => {
    const { body: flac } = await ask(fixture('tone.flac'), '', 'audio/flac');
    expect(flac.model).toEqual({ name: 'ears', version: '2.0.0' });
    expect(flac.duration).toBe(1);
    expect(flac.words.map(({ word }: { word: string }) => word).join(' ')).toBe(flac.text);
    expect(flac.text).not.toBe('');
    let last = 0;
    for (const { start, end, confidence } of flac.words) {
      expect(start).toBeGreaterThanOrEqual(last);
      expect(end).toBeGreaterThan(start);
      expect(end).toBeLessThanOrEqual(1);
      expect(confidence).toBeGreaterThan(0);
      last = end;
    }
    expect(flac.alternatives).toEqual([{ text: flac.text, score: expect.any(Number) }]);
    const { body: wav } = await ask(fixture('pipe.wav'), '', 'application/octet-stream');
    expect([wav.text, wav.duration]).toEqual([flac.text, flac.duration]);
    for (const [name, type] of [
      ['tone.mp3', 'audio/mpeg'],
      ['tone.opus', 'audio/ogg; codecs=opus'],
      ['tone.webm', 'video/webm'],
    ] as const) {
      expect((await ask(fixture(name), '', type)).status).toBe(200);
    }
  });

  it('gives other readings, best first, and lets hotwords count', async () => {
    const { body } = await ask(fixture('tone.flac'), '?beamWidth=20&alternatives=5');
    expect(body.alternatives).toHaveLength(5);
    expect(body.alternatives[0].text).toBe(body.text);
    const scores = body.alternatives.map(({ score }: { score: number }) => score);
    expect(scores).toEqual(scores.toSorted((a: number, b: number) => b - a));
    const wanted = body.alternatives.at(-1).text.split(' ')[0];
    const hot = await ask(fixture('tone.flac'), `?beamWidth=20&hotwords=${wanted}:50&hotwords=other+words`);
    expect(hot.body.text.split(' ')).toContain(wanted);
  });

  it('finds slots with the times in which they were said, as POST /tag finds them in the text', async () => {
    const { body } = await ask(fixture('tone.flac'), '?tag=true&tagModel=tiny');
    const tagged = await app.inject({ method: 'POST', url: '/tag', payload: { text: body.text } });
    expect(body.tagModel).toEqual({ name: 'tiny', version: expect.any(String) });
    const slots = tagged.json().slots;
    expect(body.slots.map(({ slot, text }: { slot: string; text: string }) => [slot, text])).toEqual(
      slots.map(({ slot, text }: { slot: string; text: string }) => [slot, text]),
    );
    for (const { start, end, text, characters } of body.slots) {
      expect(body.text.slice(characters.start, characters.end)).toBe(text);
      expect(end).toBeGreaterThan(start);
    }
    expect(works.at(-2)!.parts.map(({ model }) => model)).toEqual(['ears', 'tiny']);
    expect(works.at(-2)!.texts).toEqual([body.text]);
  });

  it.each([
    ['no body', undefined, '', 400, 'empty_body'],
    ['no sound', Buffer.from('hello, this is a text'), '', 415, 'unsupported_audio'],
    ['another codec', fixture('vorbis.ogg'), '', 415, 'unsupported_audio'],
    ['half a header', fixture('tone.flac').subarray(0, 60), '', 400, /^(?:broken|empty)_audio$/],
    ['silence', writeWav([new Float32Array(900)], { sampleRate: 8000, bits: 16 }), '', 400, 'empty_audio'],
    [
      'more than 2 s',
      writeWav([new Float32Array(30_000)], { sampleRate: 8000, bits: 8 }),
      '',
      413,
      'audio_too_long',
    ],
    ['more than 40000 bytes', Buffer.alloc(40_001), '', 413, 'body_too_large'],
    ['a tagger', fixture('tone.flac'), '?model=tiny', 400, 'wrong_task'],
    ['no such model', fixture('tone.flac'), '?model=none', 404, 'unknown_model'],
    ['no such tagger', fixture('tone.flac'), '?tag=true&tagModel=none', 404, 'unknown_model'],
    ['a speech model as tagger', fixture('tone.flac'), '?tag=true&tagModel=ears', 400, 'wrong_task'],
    ['a wide beam', fixture('tone.flac'), '?beamWidth=201', 400, 'invalid_field'],
    ['words for numbers', fixture('tone.flac'), '?alternatives=five', 400, 'invalid_field'],
    ['two models', fixture('tone.flac'), '?model=ears&model=ears', 400, 'invalid_field'],
    ['a hotword without letters', fixture('tone.flac'), '?hotwords=:5', 400, 'invalid_field'],
    ['an unknown option', fixture('tone.flac'), '?wide=yes', 400, 'unknown_field'],
    ['a language model that is not there', fixture('tone.flac'), '?languageModel=true', 400, 'invalid_field'],
  ])('refuses %s', async (_, audio, query, status, code) => {
    const answer = await ask(audio, query);
    expect([answer.status, answer.body.code]).toEqual([
      status,
      typeof code === 'string' ? code : expect.stringMatching(code),
    ]);
    expect(answer.body.detail).toMatch(/\w+/u);
  });

  it('refuses other media types, and other routes refuse recordings', async () => {
    for (const type of ['text/plain', 'application/json', 'multipart/form-data; boundary=a']) {
      expect((await ask(fixture('tone.flac'), '', type)).body.code).toBe('unsupported_media_type');
    }
    const other = await app.inject({
      method: 'POST',
      url: '/tag',
      payload: fixture('tone.flac'),
      headers: { 'content-type': 'audio/flac' },
    });
    expect(other.json().code).toBe('unsupported_media_type');
  });
});
