import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CtcAlphabet } from '../../../src/decoding/ctc/alphabet.ts';
import { readArpa } from '../../../src/decoding/ctc/arpa.ts';
import { CtcBeamDecoder } from '../../../src/decoding/ctc/beam-decoder.ts';
import type { CtcHotword } from '../../../src/decoding/ctc/hotwords.ts';
import { fullSearch } from '../../../src/decoding/ctc/options.ts';
import { labellings } from './brute-force.ts';
import { framesOf, matrixOf, matrixOfPath, rows } from './matrices.ts';
import { models, number, orderOf } from './models.ts';
import { arpaOf, type PlainModel, plainHotwords, plainSentence, plainWords } from './plain-scores.ts';

const wide = { beamWidth: 2000, ...fullSearch, alternatives: 2000 };
const letters: CtcAlphabet = { symbols: ['-', 'a', 'b', ' '], blank: 0, wordSeparator: ' ' };

const alphabets: readonly CtcAlphabet[] = [
  letters,
  { symbols: ['|', 'b', '-', 'a'], blank: 2, wordSeparator: '|' },
  { symbols: ['▁a', '▁', 'b', '<>'], blank: 3, wordSeparator: '▁' },
  { symbols: ['a', 'b', 'ab', '-'], blank: 3 },
];

const word = fc.string({ unit: fc.constantFrom('a', 'b'), minLength: 1, maxLength: 3 });
const hotwordLists: fc.Arbitrary<CtcHotword[]> = fc.uniqueArray(
  fc.record({
    text: fc.array(word, { minLength: 1, maxLength: 2 }).map((words) => words.join(' ')),
    weight: number(-3, 6),
  }),
  { selector: ({ text }) => text.replaceAll(' ', ''), maxLength: 4 },
);

/** Texts with the labelling's words, as strings and their labellings' probabilities. */
function spelled(probabilities: number[][], { symbols, blank, wordSeparator }: CtcAlphabet) {
  return labellings(probabilities, blank)
    .filter(({ probability }) => probability > 0)
    .map(({ labels, probability }) => ({
      probability,
      words: plainWords(
        labels.map((label) => symbols[label]!),
        wordSeparator,
      ),
    }));
}

/** The highest score of each text: of its labelling's probability and what `scoreOf` adds. */
function bestScores(
  probabilities: number[][],
  alphabet: CtcAlphabet,
  scoreOf: (words: readonly string[]) => number,
): Map<string, number> {
  const best = new Map<string, number>();
  for (const { probability, words } of spelled(probabilities, alphabet)) {
    const text = words.join(alphabet.wordSeparator === undefined ? '' : ' ');
    best.set(text, Math.max(best.get(text) ?? -Infinity, Math.log(probability) + scoreOf(words)));
  }
  return best;
}

describe('what is known of texts', () => {
  it('scores every text as the definitions say, whatever parts words', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...alphabets),
        rows({ frames: [0, 5], symbols: 4 }),
        models,
        hotwordLists,
        fc.record({ alpha: number(0, 2), beta: number(-2, 2), unknownScore: number(-9, 0) }),
        (alphabet, probabilities, model, hotwords, weights) => {
          const arpa = readArpa(Buffer.from(arpaOf(model)));
          const languageModel = { model: arpa, ...weights };
          const decoder = new CtcBeamDecoder(alphabet, { ...wide, languageModel, hotwords });
          const found = decoder.decode(matrixOf(probabilities, 4));
          const separated = alphabet.wordSeparator !== undefined;
          const excused = hotwords.map(({ text, weight = 0 }) => {
            const unknown = text.split(' ').filter((each) => !model.has(each)).length;
            const back = separated && weight > 0 ? unknown * weights.alpha * weights.unknownScore : 0;
            return { text, weight: weight - back };
          });
          const scoreOf = (words: readonly string[]) =>
            weights.alpha *
              plainSentence(model, words, { order: orderOf(model), unknown: weights.unknownScore }) +
            weights.beta * words.length +
            plainHotwords(words, excused, separated);
          const best = bestScores(probabilities, alphabet, scoreOf);
          for (const { text, score, acoustic, languageModel, hotwords } of found) {
            if (acoustic < -900) continue;
            expect(score).toBeCloseTo(best.get(text)!, 4);
            expect(acoustic + languageModel + hotwords).toBeCloseTo(score, 9);
            best.delete(text);
          }
          expect([...best.keys()]).toEqual([]);
          for (const [i, { score }] of found.entries()) {
            if (i > 0) expect(score).toBeLessThanOrEqual(found[i - 1]!.score);
          }
        },
      ),
    );
  });

  it('allows the texts that a lexicon makes, and no others', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...alphabets),
        rows({ frames: [0, 5], symbols: 4 }),
        fc.uniqueArray(word, { minLength: 1, maxLength: 4 }),
        (alphabet, probabilities, lexicon) => {
          const separated = alphabet.wordSeparator !== undefined;
          const decoder = new CtcBeamDecoder(alphabet, { ...wide, lexicon });
          const allowed = new RegExp(`^(${lexicon.join('|')})*$`);
          const isAllowed = (words: readonly string[]) =>
            separated ? words.every((each) => lexicon.includes(each)) : allowed.test(words.join(''));
          const expected = spelled(probabilities, alphabet).filter(({ words }) => isAllowed(words));
          const texts = new Set(expected.map(({ words }) => words.join(separated ? ' ' : '')));
          const found = decoder
            .decode(matrixOf(probabilities, 4))
            .filter(({ acoustic, unfinished }) => acoustic > -900 && !unfinished);
          expect(new Set(found.map(({ text }) => text))).toEqual(texts);
        },
      ),
    );
  });

  it('gives the same in steps of any size', () => {
    fc.assert(
      fc.property(
        rows({ frames: [0, 30], symbols: 4 }),
        models,
        hotwordLists,
        fc.integer({ min: 1, max: 8 }),
        (probabilities, model, hotwords, size) => {
          const languageModel = { model: readArpa(Buffer.from(arpaOf(model))) };
          const decoder = new CtcBeamDecoder(letters, {
            beamWidth: 8,
            alternatives: 4,
            languageModel,
            hotwords,
            lexicon: ['a', 'ab', 'bab'],
          });
          const matrix = matrixOf(probabilities, 4);
          const whole = decoder.decode(matrix);
          decoder.begin();
          for (let t = 0; t < matrix.frames; t += size) {
            decoder.step(framesOf(matrix, t, Math.min(matrix.frames, t + size)));
            if (size > 4) decoder.end();
          }
          expect(decoder.end()).toEqual(whole);
        },
      ),
    );
  });

  it('puts a text that ends inside a word behind those that end with one, and says so', () => {
    const decoder = new CtcBeamDecoder(letters, { lexicon: ['ab'], alternatives: 3 });
    const [best] = decoder.decode(matrixOf([[0.2, 0.8, 0, 0]]));
    expect(best).toMatchObject({ text: '' });
    expect(best).not.toHaveProperty('unfinished');
    const [cut] = new CtcBeamDecoder(letters, { lexicon: ['ab'], beamWidth: 1 }).decode(
      matrixOf([[0.2, 0.8, 0, 0]]),
    );
    expect(cut).toMatchObject({ text: 'a', unfinished: true });
  });

  it('has hotwords win where the matrix is not sure', () => {
    const cities: CtcAlphabet = { symbols: [...'-aehimnoprtuwy '], blank: 0, wordSeparator: ' ' };
    const said = matrixOfPath('-t-o- -t-a-i-p-e-y-', cities, 0.6);
    const reading = (hotwords: CtcHotword[]) => new CtcBeamDecoder(cities, { hotwords }).decode(said)[0]!;
    expect(reading([]).text).toBe('to taipey');
    expect(reading([{ text: 'taipei', weight: 8 }])).toMatchObject({ text: 'to taipei', hotwords: 8 });
    expect(reading([{ text: 'tai', weight: 2 }])).toMatchObject({ text: 'to taipey', hotwords: 0 });
  });

  it('has the language model choose between words that sound alike', () => {
    const alphabet: CtcAlphabet = { symbols: [...'-eohtw '], blank: 0, wordSeparator: ' ' };
    const model: PlainModel = new Map(
      Object.entries({
        '<s>': [-99, -0.1],
        '</s>': [-1, 0],
        '<unk>': [-3, 0],
        to: [-1, -0.1],
        two: [-1.5, -0.1],
        the: [-1, -0.1],
        'to the': [-0.2, 0],
      }).map(([ngram, [logProb, backoff]]) => [ngram, { logProb: logProb!, backoff: backoff! }]),
    );
    const languageModel = { model: readArpa(Buffer.from(arpaOf(model))), alpha: 1 };
    const said = matrixOfPath('-two-- -t-h-e-', alphabet, 0.5);
    expect(new CtcBeamDecoder(alphabet).decode(said)[0]!.text).toBe('two the');
    expect(new CtcBeamDecoder(alphabet, { languageModel }).decode(said)[0]!.text).toBe('to the');
  });
});
