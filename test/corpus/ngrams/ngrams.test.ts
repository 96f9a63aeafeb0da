import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arpaText } from '../../../src/corpus/ngrams/arpa-text.ts';
import { countNgrams } from '../../../src/corpus/ngrams/counts.ts';
import { estimateNgrams } from '../../../src/corpus/ngrams/estimate.ts';
import { measurePerplexity } from '../../../src/corpus/ngrams/perplexity.ts';
import { sentencesOf } from '../../../src/corpus/ngrams/sentences.ts';
import { readArpa } from '../../../src/decoding/ctc/arpa.ts';
import type { NgramModel } from '../../../src/decoding/ctc/ngram-model.ts';

const words = ['a', 'b', 'c', 'd', 'e'];

function modelOf(sentences: readonly (readonly string[])[], order: number, least: readonly number[] = []) {
  const counts = countNgrams(sentences, order, least[0]);
  const text = [...arpaText(counts, estimateNgrams(counts, least))].join('');
  return { text, model: readArpa(Buffer.from(text)) };
}

function numberOf(model: NgramModel, word: string): number {
  const tags = { '<s>': model.begin, '</s>': model.end, '<unk>': model.unknown };
  return tags[word as keyof typeof tags] ?? model.wordOf(word);
}

const texts = fc.array(fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 8 }), {
  minLength: 1,
  maxLength: 12,
});
const leastCounts = fc
  .array(fc.integer({ min: 1, max: 3 }), { maxLength: 4 })
  .map((counts) => counts.sort((a, b) => a - b));

describe('n-gram models of texts', () => {
  it('give all words together the probability 1, after any words', () => {
    fc.assert(
      fc.property(
        texts,
        fc.integer({ min: 1, max: 4 }),
        leastCounts,
        fc.array(fc.constantFrom(...words, '<unk>'), { maxLength: 5 }),
        fc.boolean(),
        (sentences, order, least, history, fromStart) => {
          const { model } = modelOf(sentences, order, least);
          let state = fromStart ? model.start : 0;
          for (const word of history) {
            const number = numberOf(model, word);
            state = model.next(state, number < 0 ? model.unknown : number);
          }
          const all = [...words, '</s>', '<unk>'].map((word) => numberOf(model, word)).filter((n) => n >= 0);
          const sum = all.reduce((total, number) => total + Math.exp(model.logProb(state, number)), 0);
          expect(sum).toBeCloseTo(1, 4);
        },
      ),
    );
  });

  it('follow Kneser and Ney on an example worked out by hand', () => {
    // Bigrams: <s> a (2), a b (2), b </s> (1), b a (1), a </s> (1); D2 = 3/(3+2*2), one of two or more predecessors.
    const { model } = modelOf(
      [
        ['a', 'b'],
        ['a', 'b', 'a'],
      ],
      2,
    );
    const p = (history: string, word: string) => {
      const state = history === '<s>' ? model.start : model.next(0, numberOf(model, history));
      return Math.exp(model.logProb(state, numberOf(model, word)));
    };
    // Unigrams count what comes before them: a 2, b 1, </s> 2; D1 = 1/(1+2*2); four words with </s> and <unk>.
    const d1 = 1 / 5;
    const rest1 = (3 * d1) / 5;
    const unigram = { a: (2 - d1) / 5 + rest1 / 4, b: (1 - d1) / 5 + rest1 / 4, unknown: rest1 / 4 };
    const d2 = 3 / 7;
    expect(p('<s>', 'a')).toBeCloseTo((2 - d2) / 2 + (d2 / 2) * unigram.a, 5);
    expect(p('b', 'a')).toBeCloseTo((1 - d2) / 2 + ((2 * d2) / 2) * unigram.a, 5);
    expect(p('b', 'b')).toBeCloseTo(((2 * d2) / 2) * unigram.b, 5);
    expect(p('a', '<unk>')).toBeCloseTo(((2 * d2) / 3) * unigram.unknown, 5);
  });

  it('foresee texts like their own better with longer n-grams', () => {
    const sentence = 'i would like to fly to taipei on friday and i would like to fly back on sunday'.split(
      ' ',
    );
    const sentences = Array(4).fill(sentence);
    const of = (order: number) => measurePerplexity(modelOf(sentences, order).model, sentences).perplexity;
    expect(of(2)).toBeLessThan(of(1));
    expect(of(3)).toBeLessThan(of(2));
    expect(of(1)).toBeGreaterThan(5);
  });

  it('leave out rare n-grams, and know rare words as unknown', () => {
    const sentences = [
      ['a', 'b'],
      ['a', 'b'],
      ['a', 'c'],
    ];
    const { text, model } = modelOf(sentences, 2, [2, 2]);
    expect(model.wordOf('c')).toBe(-1);
    expect(text).toContain('\ta b');
    expect(text).not.toContain('<unk> </s>');
    expect(measurePerplexity(model, sentences)).toMatchObject({ words: 6, unknown: 1 });
  });

  it('read one sentence a line, by words or characters', () => {
    const source = { file: 'x', bytes: Buffer.alloc(0), lines: [' to  taipei', '', '去台北'] };
    expect([...sentencesOf(source, 'word')]).toEqual([['to', 'taipei'], ['去台北']]);
    expect([...sentencesOf(source, 'character')][1]).toEqual(['去', '台', '北']);
    expect(() => [...sentencesOf({ ...source, lines: ['a <s> b'] }, 'word')]).toThrow(/x:1.*<s>/);
  });
});
