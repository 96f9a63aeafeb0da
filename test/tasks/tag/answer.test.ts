import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chunksOf, type DecodedSentence } from '../../../src/decoding/decode.ts';
import { answerParts, emptyAnswer, writeAnswer } from '../../../src/tasks/tag/answer.ts';
import { inUnit, toResult } from '../../../src/tasks/tag/result.ts';
import { millionths, rounded, writeMillionths } from '../../../src/tasks/tokens/confidence.ts';
import { offsetUnits } from '../../../src/text/offsets.ts';
import { tokenize } from '../../../src/text/tokenizer.ts';

const labels = ['O', 'B-a', 'I-a', 'B-"é\u0001\ud800', 'I-"é\u0001\ud800'];
const parts = answerParts(labels);

const probability = fc.oneof(
  fc.double({ min: 0, max: 1, noNaN: true }),
  fc.constantFrom(0, 1, 0.5, 0.4999995, 0.4999994, 0.9999996, 4e-7, 1e-6, 0.1, 0.001, 0.000999, 0.25),
);

const text = fc.oneof(
  fc.string({ maxLength: 40 }),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc
    .array(
      fc.constantFrom(
        'fly',
        ' ',
        ' ',
        '"',
        '\\',
        '\n',
        '\u007f',
        '\u2028',
        '台',
        '🛫',
        '\ud83d',
        '\ude00',
        "'s",
      ),
      {
        maxLength: 20,
      },
    )
    .map((pieces) => pieces.join('')),
);

/** Any labels under BIO for the text, with any probabilities. */
const decodedText = text.chain((own) => {
  const tokens = tokenize(own);
  const each = { minLength: tokens.length, maxLength: tokens.length };
  return fc
    .tuple(
      fc.array(fc.nat(labels.length - 1), each),
      fc.array(probability, each),
      fc.array(probability, each),
    )
    .map(([wanted, confidences, ofChunks]) => {
      const numbers = new Int32Array(tokens.length);
      for (const [t, label] of wanted.entries()) {
        const inside = labels[label]!.startsWith('I-');
        const before = t > 0 ? numbers[t - 1]! : 0;
        numbers[t] = inside && before !== label && before !== label - 1 ? 0 : label;
      }
      const chunks = chunksOf(numbers, labels).map((chunk, c) => ({ ...chunk, confidence: ofChunks[c]! }));
      const decoded: DecodedSentence = { labels: numbers, confidences, chunks };
      return { own, tokens, decoded };
    });
});

describe.each(offsetUnits)('writeAnswer in %s', (unit) => {
  it('writes what JSON.stringify writes of the result, and counts its slots', () => {
    fc.assert(
      fc.property(decodedText, ({ own, tokens, decoded }) => {
        const result = inUnit(toResult(own, tokens, decoded, labels), own, unit);
        expect(writeAnswer(own, tokens, decoded, parts, unit)).toEqual({
          json: JSON.stringify(result),
          slots: result.slots.length,
          unsure: result.slots.filter(({ confidence }) => confidence < 0.5).length,
        });
      }),
      { numRuns: 1500 },
    );
  });
});

it('writes an answer without tokens as the empty one', () => {
  const nothing = { labels: new Int32Array(0), confidences: [], chunks: [] };
  expect(writeAnswer(' ', [], nothing, parts, 'byte')).toEqual(emptyAnswer);
});

it('writes every number of millionths as JSON does', () => {
  for (let count = 0; count <= 1_000_000; count++) {
    if (writeMillionths(count) !== JSON.stringify(count / 1e6)) expect.fail(`${count}`);
  }
  expect(writeMillionths(millionths(2 / 3))).toBe(String(rounded(2 / 3)));
});
