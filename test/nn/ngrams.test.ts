import { describe, expect, it } from 'vitest';
import { judgeNgrams, type NgramJudge, quantizeNgrams } from '../../src/nn/ngrams.ts';
import { Given, loadGraph, relativeError } from '../helpers/run-graph.ts';

const judge: NgramJudge = { numbers: Int8Array.of(127, -128, 3, 0, -40), scale: 0.02, bias: 0.25 };
/** Of a text with three n-grams, one without any and one with one. */
const rows = [
  [0, 1, 4],
  [-1, -1, -1],
  [2, -1, -1],
];

/** The log-odds of texts, whose rows go in as `[ngrams, batch]`. */
async function run(texts: readonly (readonly number[])[]): Promise<number[]> {
  const given = new Given({ ngrams: texts[0]!.length, batch: texts.length });
  const turned = texts[0]!.flatMap((_, at) => texts.map((text) => text[at]!));
  const odds = judgeNgrams(given.int('rows', ['ngrams', 'batch'], turned), judge);
  expect(odds.shape).toEqual(['batch', 1]);
  return [...(await (await loadGraph({ odds })).run(given.feeds)).odds!];
}

/** The same by the formula. */
function oddsOf(text: readonly number[]): number {
  const present = text.filter((row) => row >= 0);
  const sum = present.reduce((total, row) => total + judge.numbers[row]! * judge.scale, 0);
  return sum / Math.sqrt(Math.max(1, present.length)) + judge.bias;
}

describe('the judge of n-grams', () => {
  it('adds up what they count, over the root of their number', async () => {
    expect(relativeError(await run(rows), rows.map(oddsOf))).toBeLessThan(1e-6);
  });

  it('does not mind padding, nor other texts', async () => {
    const together = await run(rows);
    expect(await run(rows.map((text) => [...text, -1, -1]))).toEqual(together);
    for (const [index, text] of rows.entries()) {
      expect(relativeError(await run([text]), [together[index]!])).toBeLessThan(1e-6);
    }
  });
});

describe('weights in 8 bits', () => {
  it('are each off by at most 1/254 of the greatest', () => {
    const weights = Float32Array.of(0.5, -2.7, 0.01, 0, 1.3);
    const { numbers, scale } = quantizeNgrams(weights);
    for (const [row, weight] of weights.entries()) {
      expect(Math.abs(numbers[row]! * scale - weight)).toBeLessThanOrEqual(2.7 / 254 + 1e-6);
    }
    expect(numbers[1]).toBe(-127);
  });

  it('are zero where nothing was learned', () => {
    expect(quantizeNgrams(new Float32Array(5))).toEqual({ numbers: new Int8Array(5), scale: 0 });
  });
});
