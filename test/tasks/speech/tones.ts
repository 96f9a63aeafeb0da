import type { PlannedUtterance, SpeechSplits } from '../../../src/corpus/speech/splits.ts';
import { randomSource } from '../../../src/random.ts';
import { type SpeechRecipe, speechRecipeSchema } from '../../../src/tasks/speech/recipe.ts';

/** A language of three tones: what is heard of each of its letters, in Hz. */
const tones: Readonly<Record<string, number>> = { a: 300, b: 1000, c: 3000, ' ': 0 };

const letterSamples = 2400;

/** A text in the language of tones, with some noise. */
export function sing(text: string, more: Partial<PlannedUtterance> = {}): PlannedUtterance {
  const random = randomSource(text);
  const samples = new Int16Array(new SharedArrayBuffer(2 * letterSamples * text.length));
  for (let at = 0; at < samples.length; at++) {
    const place = at % letterSamples;
    const hertz = tones[text[Math.floor(at / letterSamples)]!]!;
    // A pause before the next letter, so that repeated ones can be told apart.
    const isTone = hertz > 0 && place < 0.8 * letterSamples;
    const tone = isTone ? 6000 * Math.sin((2 * Math.PI * hertz * at) / 16_000) : 0;
    samples[at] = Math.round(tone + 60 * random.normal());
  }
  return { id: text, text, source: 'tones', samples, repeat: 1, ...more };
}

const ten = ['a', 'b', 'c', 'ab', 'aa', 'cab', 'b a', 'abc', 'cc b', 'a c a'].map((text) => sing(text));

/** Ten utterances to learn by heart. */
export const tonesSplits: SpeechSplits = {
  train: ten,
  dev: ten,
  test: ten.slice(5).map((one) => ({ ...one, speaker: one.text.length > 3 ? 'long' : 'short' })),
  files: [],
  sha256: 'a'.repeat(64),
  refused: [],
};

/** A small network for them. */
export function tonesRecipe(
  training: object = {},
  network: object = {},
  augmentation: object = {},
): SpeechRecipe {
  return speechRecipeSchema.parse({
    task: 'speech',
    name: 'tones',
    dataName: 'tones',
    data: { sources: [{ path: 'tones' }] },
    alphabet: 'abc ',
    features: { bands: 16 },
    network: { hidden: 12, layers: 1, dropout: { between: 0, output: 0 }, ...network },
    augmentation,
    training: {
      batch: 5,
      epochs: 60,
      patience: 60,
      seed: 3,
      optimizer: { name: 'adam', learningRate: 0.02 },
      ...training,
    },
  });
}
