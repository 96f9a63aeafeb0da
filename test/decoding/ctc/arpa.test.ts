import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readArpa } from '../../../src/decoding/ctc/arpa.ts';
import { models, orderOf, vocabulary } from './models.ts';
import { arpaOf, plainLogProb } from './plain-scores.ts';

const small = `made by hand

\\data\\
ngram 1=4
ngram 2=2

\\1-grams:
-99 <s> -0.5
-1.0\t</s>
-0.4\tto\t-0.3
-0.7 the

\\2-grams:
-0.2 <s> to
-0.1 to the

\\end\\
`;

const read = (text: string) => readArpa(Buffer.from(text));

describe('language models in the ARPA format', () => {
  it('reads tabs and spaces, with and without back-offs, gzip or not', () => {
    for (const model of [read(small), readArpa(gzipSync(small)), read(small.replaceAll('\n', '\r\n'))]) {
      const [to, the] = [model.wordOf('to'), model.wordOf('the')];
      expect(model.order).toBe(2);
      expect(model.logProb(model.start, to)).toBeCloseTo(-0.2 * Math.LN10, 6);
      expect(model.logProb(model.start, the)).toBeCloseTo((-0.5 - 0.7) * Math.LN10, 6);
      expect(model.logProb(model.next(model.start, to), model.end)).toBeCloseTo((-0.3 - 1) * Math.LN10, 6);
      expect([model.wordOf('t'), model.wordOf('<s>'), model.unknown]).toEqual([-1, -1, -1]);
    }
  });

  it('gives each word the probability that the format says, after any words', () => {
    fc.assert(
      fc.property(models, fc.array(fc.constantFrom(...vocabulary), { maxLength: 8 }), (plain, words) => {
        const model = read(arpaOf(plain));
        const numberOf = (word: string): number => {
          const tagged = { '<s>': model.begin, '</s>': model.end, '<unk>': model.unknown };
          return tagged[word as keyof typeof tagged] ?? model.wordOf(word);
        };
        let state = 0;
        for (const [at, word] of words.entries()) {
          const history = words.slice(Math.max(0, at - orderOf(plain) + 1), at);
          const expected = plainLogProb(plain, history, word) * Math.LN10;
          expect(model.logProb(state, numberOf(word))).toBeCloseTo(expected, 4);
          state = model.next(state, numberOf(word));
        }
      }),
    );
  });

  it('knows of each beginning the likeliest word that goes on from it', () => {
    const model = read(small);
    const node = model.vocabulary.child(0, 't'.codePointAt(0)!);
    expect(model.aheadOf(node)).toBeCloseTo(-0.4 * Math.LN10, 6);
    expect(model.aheadOf(model.vocabulary.child(node, 'h'.codePointAt(0)!))).toBeCloseTo(-0.7 * Math.LN10, 6);
  });

  it.each([
    ['no head', 'ngram 1=1\n', /ends before/],
    ['a file that is cut off', small.slice(0, -8), /ends before/],
    [
      'fewer n-grams than the head says',
      small.replace('-0.1 to the\n', ''),
      /line 16: 1 n-grams of order 2.*says 2/,
    ],
    ['a number that is none', small.replace('-0.7 the', 'x the'), /line 11: log-prob/],
    ['a probability above one', small.replace('-0.7 the', '0.7 the'), /line 11: log-prob/],
    ['too many words', small.replace('to the', 'to the the the'), /line 15: a log-probability, 2 words/],
    ['a missing word', small.replace('-0.1 to the', '-0.1 to'), /line 15/],
    ['a word that is no unigram', small.replace('to the', 'to a'), /line 15: a word/],
    ['the same n-gram twice', small.replace('-0.1 to the', '-0.1 <s> to'), /line 15: .* twice/],
    ['a missing section', small.replace('\\2-grams:', '\\3-grams:'), /line 13: this section/],
    ['a head that skips an order', small.replace('ngram 2=2', 'ngram 3=2'), /line 5: "ngram 2/],
    ['gzip that is cut off', gzipSync(small).subarray(0, 60), /gzip/],
  ])('says where it goes wrong: %s', (_, bytes, message) => {
    expect(() => readArpa(Buffer.from(bytes as string))).toThrow(message);
  });
});
