import { describe, expect, it } from 'vitest';
import { defaultFeatures } from '../../../src/audio/features/settings.ts';
import { type CtcMatrix, readArpa } from '../../../src/decoding/ctc/index.ts';
import { alphabetOf } from '../../../src/tasks/speech/alphabet.ts';
import { evaluateHeard } from '../../../src/tasks/speech/evaluate.ts';
import { type Tuned, tuneDecoding } from '../../../src/tasks/speech/tune.ts';

const alphabet = alphabetOf('abt ');

/** A language in which `at` is said far more often than `bt`. */
const model = readArpa(
  Buffer.from('\\data\\\nngram 1=5\n\n\\1-grams:\n-99 <s>\n-1 </s>\n-0.1 at\n-2 bt\n-3 <unk>\n\n\\end\\\n'),
);

/** What a network says that hears each letter rather surely, but takes `b` for likelier than `a`. */
function unsure(text: string, surely: number): CtcMatrix {
  const rows = [...text].flatMap((letter) => {
    const index = alphabet.symbols.indexOf(letter);
    const row = alphabet.symbols.map((_, symbol) => (symbol === index ? surely : 0.001));
    if (letter === 'a') [row[1], row[2]] = [0.2, 0.8];
    return [row, alphabet.symbols.map((_, symbol) => (symbol === 0 ? 0.99 : 0.0025))];
  });
  return { values: Float32Array.from(rows.flat(), Math.log), frames: rows.length, symbols: 5 };
}

describe('tuneDecoding', () => {
  const texts = ['at', 'at at', 'bt at'];
  const by = {
    setup: { manifest: { alphabet, features: { ...defaultFeatures } }, languageModel: model },
    texts,
    matrices: texts.map((text) => unsure(text, 0.99)),
    beamWidth: 16,
  };

  it('finds weights with which the language helps, and no worse than any that it tried', () => {
    const tried: Tuned[] = [];
    const best = tuneDecoding(by, (one) => tried.push(one));
    expect(best.reached.wordErrorRate).toBe(0);
    expect(tried.length).toBeGreaterThan(24);
    for (const { reached } of tried) {
      expect(best.reached.wordErrorRate).toBeLessThanOrEqual(reached.wordErrorRate);
    }
    expect(
      new Set(tried.map(({ alpha, beta, unknownScore }) => `${alpha} ${beta} ${unknownScore}`)).size,
    ).toBe(tried.length);
    expect(tried.some(({ reached }) => reached.wordErrorRate > 0)).toBe(true);
  });
});

describe('evaluateHeard', () => {
  it('scores what was searched for beside the best path, and by source', () => {
    const heard = [
      { id: '1', source: 'one', speaker: 'ann', text: 'at bt', heard: 'bt bt', searched: 'at bt' },
      { id: '2', source: 'two', speaker: 'ann', text: 'at', heard: '', searched: 'bt' },
    ];
    const evaluation = evaluateHeard(heard);
    expect(evaluation).toMatchObject({ utterances: 2, wordErrorRate: 2 / 3, sentenceErrorRate: 1 });
    expect(evaluation.words).toEqual({ substitutions: 1, deletions: 1, insertions: 0, reference: 3 });
    expect(evaluation.letterErrorRate).toBeCloseTo(3 / 7);
    expect(evaluation.searched).toMatchObject({ wordErrorRate: 1 / 3, sentenceErrorRate: 0.5 });
    expect(evaluation.bySource).toMatchObject({ one: { wordErrorRate: 0.5 }, two: { wordErrorRate: 1 } });
    // One speaker alone is no comparison.
    expect(evaluation.bySpeaker).toEqual({});
  });
});
