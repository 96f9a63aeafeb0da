import { describe, expect, it } from 'vitest';
import { randomSource } from '../../../src/random.ts';
import { candidatesOf } from '../../../src/tasks/keywords/candidates.ts';
import { type Document, readDocument } from '../../../src/tasks/keywords/document.ts';
import { type Method, methods } from '../../../src/tasks/keywords/method.ts';
import { phraseKey } from '../../../src/tasks/keywords/phrase.ts';
import { type RunWindows, rateDocuments } from '../../../src/tasks/keywords/rater.ts';
import { leastProbability, type RatedSpan } from '../../../src/tasks/keywords/spans.ts';
import type { WindowSize } from '../../../src/tasks/keywords/windows.ts';
import { pathsOf, scoreOf } from '../../nn/crf-oracle.ts';
import { labelScores, madeUpGraph, madeUpTransitions, phraseLogit } from './made-up-graph.ts';

const wide: WindowSize = { size: 4096, margin: 32 };

interface Rating {
  readonly window?: WindowSize;
  readonly maxWords?: number;
  readonly run?: RunWindows;
}

/** The rated spans of each document in the order of the text. */
async function rate(
  method: Method,
  documents: readonly Document[],
  rating: Rating = {},
): Promise<RatedSpan[][]> {
  const { window = wide, maxWords = 5, run = madeUpGraph(documents) } = rating;
  const rated = await rateDocuments(documents, { method, maxWords, window }, run);
  return rated.map((spans) => spans.toSorted((a, b) => a.first - b.first || a.last - b.last));
}

/** A long text of few words, with hyphens, marks and ends of sentences. */
function longText(words: number, seed = 'long'): string {
  const random = randomSource(seed);
  const known = 'sparse linear systems control of ships and multi-step games in random order'.split(' ');
  return Array.from({ length: words }, () => {
    const word = known[Math.floor(random.next() * known.length)]!;
    return word + (random.next() < 0.1 ? '. ' : random.next() < 0.1 ? ', ' : ' ');
  }).join('');
}

const long = readDocument(longText(300));
const short = readDocument('Control of multi-step games, here.');

describe.each(methods)('the rating of a %s', (method) => {
  it('does not depend on how a long document is cut into windows', async () => {
    const whole = await rate(method, [long]);
    expect(whole[0]!.length).toBeGreaterThan(100);
    for (const window of [
      { size: 64, margin: 16 },
      { size: 40, margin: 8 },
      { size: 31, margin: 15 },
    ]) {
      expect(await rate(method, [long], { window })).toEqual(whole);
    }
  });

  it('is of several documents what it is of each alone', async () => {
    const documents = [short, readDocument(''), long, readDocument('.'), readDocument(longText(50, 'other'))];
    const window = { size: 32, margin: 9 };
    const together = await rate(method, documents, { window });
    for (const [index, document] of documents.entries()) {
      expect(together[index]).toEqual((await rate(method, [document], { window }))[0]);
    }
    expect(together.map(({ length }) => length > 0)).toEqual([true, false, true, false, true]);
  });

  it('never runs more than a batch of windows, each at its length', async () => {
    const documents = Array.from({ length: 60 }, (_, index) =>
      readDocument(longText(30 + index, `${index}`)),
    );
    const run = madeUpGraph(documents);
    const sizes: number[] = [];
    const watching: RunWindows = (windows, feeds, outputs) => {
      sizes.push(windows.length * Math.max(...windows.map(({ start, end }) => end - start)));
      return run(windows, feeds, outputs);
    };
    const rated = await rate(method, documents, { run: watching });
    expect(sizes.length).toBeGreaterThan(1);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(4096);
    expect(rated).toHaveLength(60);
  });

  it('has nothing to ask about documents without tokens', async () => {
    const run: RunWindows = () => Promise.reject(new Error('asked'));
    expect(await rate(method, [readDocument(''), readDocument(' \n')], { run })).toEqual([[], []]);
    expect(await rate(method, [], { run })).toEqual([]);
  });
});

describe('the probability that a tagger gives', () => {
  const text = 'A multi-step game. Games: fun, ships';
  const document = readDocument(text);
  const { tokens } = document;
  const scores = tokens.map((token) => labelScores(token.text));
  const sentence = {
    scores,
    transitions: madeUpTransitions,
    allowed: madeUpTransitions.map((row) => row.map((score) => score > -1e3)),
  };
  const paths = pathsOf(tokens.length, 3)
    .map((path) => ({ path, weight: Math.exp(scoreOf(sentence, path)) }))
    .filter(({ weight }) => weight > 0);
  const total = paths.reduce((sum, { weight }) => sum + weight, 0);

  /** Of exactly this span, by counting the label sequences that have it. */
  const counted = (first: number, last: number) =>
    paths
      .filter(({ path }) => {
        const inside = path.slice(first + 1, last + 1).every((label) => label === 2);
        return path[first] === 1 && inside && path[last + 1] !== 2;
      })
      .reduce((sum, { weight }) => sum + weight, 0) / total;

  it.each([1, 2, 5])(
    'is that of all label sequences which have the span, of up to %i words',
    async (maxWords) => {
      const [rated] = await rate('tagger', [document], { maxWords });
      const words = document.words.map(({ token }) => token);
      // The sentence ends behind "game", and nowhere else; the words are a, multi, step, game, games, fun, ships.
      const stretches = words.flatMap((first, from) =>
        words.slice(from, from + maxWords).flatMap((last, more) => {
          const ends = from < 4 && from + more >= 4;
          return ends ? [] : [{ first, last, probability: counted(first, last) }];
        }),
      );
      const expected = stretches.filter(({ probability }) => probability >= leastProbability);
      expect(rated!.map(({ first, last }) => [first, last])).toEqual(
        expected.map(({ first, last }) => [first, last]),
      );
      expect(rated!.length).toBeGreaterThan(maxWords);
      for (const [index, { first, last, probability, key }] of rated!.entries()) {
        expect(probability).toBeCloseTo(expected[index]!.probability, 6);
        expect(key).toBe(phraseKey(text.slice(tokens[first]!.start, tokens[last]!.end)));
      }
    },
  );
});

describe('the probability that a scorer gives', () => {
  it.each([1, 3])(
    'is the sigmoid of the logit of each place of each candidate of up to %i words',
    async (maxWords) => {
      const [rated] = await rate('scorer', [long], { maxWords });
      const expected = candidatesOf(long, { maxWords })
        .flatMap(({ key, occurrences }) =>
          occurrences.map(({ first, last }) => {
            const logit = phraseLogit(long.tokens[first]!.text, long.tokens[last]!.text);
            return { key, first, last, probability: 1 / (1 + Math.exp(-logit)) };
          }),
        )
        .filter(({ probability }) => probability >= leastProbability)
        .sort((a, b) => a.first - b.first || a.last - b.last);
      expect(rated).toEqual(expected);
    },
  );
});

it('a scorer asks of a window at most two phrases a token, the shortest', async () => {
  const characters = [readDocument('一二三四五六七八九十'.repeat(60))];
  const answer = madeUpGraph(characters);
  const asked: number[] = [];
  const run: RunWindows = (windows, feeds, outputs) => {
    const [firsts, lasts] = [feeds.firsts!.data, feeds.lasts!.data];
    const lengths = [...firsts].flatMap((first, at) => (first < 0 ? [] : [lasts[at]! - first + 1]));
    asked.push(...lengths);
    const tokens = windows.reduce((sum, { start, end }) => sum + end - start, 0);
    expect(lengths.length).toBeLessThanOrEqual(2 * tokens);
    return answer(windows, feeds, outputs);
  };
  await rate('scorer', characters, { window: { size: 128, margin: 16 }, run });
  expect(new Set(asked)).toEqual(new Set([1, 2]));
});
