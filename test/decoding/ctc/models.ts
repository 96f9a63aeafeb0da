import fc from 'fast-check';
import type { PlainModel } from './plain-scores.ts';

/** A number between bounds. */
export const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });

/** The tags, and the words that letters a and b make. */
export const vocabulary = ['<s>', '</s>', '<unk>', 'a', 'b', 'ab', 'ba'];

/** Any n-grams over all unigrams of the vocabulary: also those whose beginnings or endings are not listed. */
export const models: fc.Arbitrary<PlainModel> = fc
  .tuple(
    fc.array(fc.array(fc.constantFrom(...vocabulary), { minLength: 2, maxLength: 4 }), { maxLength: 12 }),
    fc.infiniteStream(fc.tuple(number(-4, 0), number(-1, 0.3))),
  )
  .map(([ngrams, numbers]) => {
    const all = new Set([...vocabulary, ...ngrams.map((ngram) => ngram.join(' '))]);
    const drawn = numbers[Symbol.iterator]();
    return new Map(
      [...all].map((ngram) => {
        const [logProb, backoff] = drawn.next().value!;
        return [ngram, { logProb, backoff }];
      }),
    );
  });

/** How many words the longest n-gram has. */
export const orderOf = (model: PlainModel): number =>
  Math.max(...[...model.keys()].map((ngram) => ngram.split(' ').length));
