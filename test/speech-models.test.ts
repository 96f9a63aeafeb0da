import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadSpeech } from '../src/tasks/speech/load-speech.ts';
import type { Decoding } from '../src/tasks/speech/request.ts';
import type { SpeechModel } from '../src/tasks/speech/service.ts';
import type { SpeechAnswer } from '../src/tasks/speech/transcript.ts';

const root = join(import.meta.dirname, '..');
const limits = { seconds: 60, decodedBytes: 2 ** 26 };

// Made by flite, in a voice that training has.
describe.each([
  [
    'digits',
    'seven.flac',
    'seven',
    { lexicon: 'zero one two three four five six seven eight nine'.split(' ') },
  ],
  ['speech', 'order.opus', 'can i have a large latte with some whole milk', {}],
])('the shipped model %s', (name, file, text, decoding: Decoding) => {
  const folder = join(root, 'models', name);
  let model: SpeechModel;
  beforeAll(async () => {
    model = await loadSpeech(folder);
  });
  afterAll(() => model.close());

  it('loads with its checksums and golden cases, and is under 15 MB', () => {
    const sizes = readdirSync(folder).map((each) => statSync(join(folder, each)).size);
    expect(sizes.reduce((sum, size) => sum + size)).toBeLessThan(15_000_000);
  });

  it('hears what is said', async () => {
    const audio = readFileSync(join(root, 'test/audio/fixtures', file));
    const { bodies } = await model.answer([{ audio, limits, decoding }]);
    expect((JSON.parse(bodies[0]!) as SpeechAnswer & { heard: unknown }).heard).toMatchObject({ text });
  });
});
