import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bioConstraint } from '../../src/decoding/constraint.ts';
import { chunksOf, decode } from '../../src/decoding/decode.ts';
import { type Marginals, marginals } from '../../src/decoding/marginals.ts';
import type { SentenceScores } from '../../src/decoding/scores.ts';
import { prepareTransitions, temperedTransitions } from '../../src/decoding/transitions.ts';
import { viterbi } from '../../src/decoding/viterbi.ts';

const labelSets = [
  ['O', 'B-a', 'I-a'],
  ['I-b', 'B-a', 'O', 'I-a', 'B-b'],
  ['O', 'B-a', 'I-orphan'],
  ['B-a', 'I-a'],
];

interface Problem {
  labels: string[];
  scores: Float32Array;
  transitions: Float32Array;
}

/** Random small problems; `size` bounds the scores. */
function problems(size: number): fc.Arbitrary<Problem> {
  const score = fc.double({ min: -size, max: size, noNaN: true });
  return fc.tuple(fc.constantFrom(...labelSets), fc.integer({ min: 1, max: 4 })).chain(([labels, time]) => {
    const numbers = (count: number) =>
      fc
        .array(score, { minLength: count, maxLength: count })
        .map((list) => Float32Array.from(list, (value) => Math.fround(value)));
    return fc.record({
      labels: fc.constant(labels),
      scores: numbers(time * labels.length),
      transitions: numbers((labels.length + 1) ** 2),
    });
  });
}

function allowed(labels: readonly string[], path: readonly number[]): boolean {
  return path.every((label, t) => {
    const name = labels[label]!;
    if (!name.startsWith('I-')) return true;
    const before = t === 0 ? '' : labels[path[t - 1]!]!;
    return before === name || before === `B-${name.slice(2)}`;
  });
}

/** Every allowed path with its score. */
function enumerate({ labels, scores, transitions }: Problem): { path: number[]; score: number }[] {
  const size = labels.length;
  let paths: number[][] = [[]];
  for (let t = 0; t < scores.length / size; t++) {
    paths = paths.flatMap((path) => labels.map((_, label) => [...path, label]));
  }
  const at = (from: number, to: number): number => transitions[from * (size + 1) + to]!;
  return paths
    .filter((path) => allowed(labels, path))
    .map((path) => {
      const steps = path.reduce(
        (sum, label, t) => sum + at(t === 0 ? size : path[t - 1]!, label) + scores[t * size + label]!,
        0,
      );
      return { path, score: steps + at(path.at(-1)!, size) };
    });
}

function probabilityOf(all: { path: number[]; score: number }[], holds: (path: number[]) => boolean): number {
  const top = Math.max(...all.map(({ score }) => score));
  const weight = (list: typeof all): number =>
    list.reduce((sum, { score }) => sum + Math.exp(score - top), 0);
  return weight(all.filter(({ path }) => holds(path))) / weight(all);
}

/** The scores as the second of three sentences in a batch, the others' scores being none at all. */
function inBatch({ labels, scores }: Pick<Problem, 'labels' | 'scores'>): SentenceScores {
  const size = labels.length;
  const time = scores.length / size;
  const data = new Float32Array(3 * scores.length).fill(Number.NaN);
  for (let t = 0; t < time; t++) data.set(scores.subarray(t * size, (t + 1) * size), (3 * t + 1) * size);
  return { data, first: size, stride: 3 * size, time };
}

function table({ labels, transitions }: Problem) {
  return prepareTransitions(transitions, bioConstraint(labels));
}

function expectLabels(
  { labels, scores }: Problem,
  all: ReturnType<typeof enumerate>,
  result: Marginals,
): void {
  for (let t = 0; t < scores.length / labels.length; t++) {
    for (const label of labels.keys()) {
      const expected = probabilityOf(all, (path) => path[t] === label);
      expect(result.label(t, label)).toBeCloseTo(expected, 8);
      if (Math.abs(expected - 0.5) > 1e-6) expect(result.majority(t) === label).toBe(expected > 0.5);
      for (let from = 0; t > 0 && from < labels.length; from++) {
        const both = probabilityOf(all, (path) => path[t - 1] === from && path[t] === label);
        expect(result.step(t - 1, from, label)).toBeCloseTo(both, 8);
      }
    }
  }
}

describe.each([3, 80, 1e4])('with scores up to %d', (size) => {
  it('finds the best path that obeys BIO', () => {
    fc.assert(
      fc.property(problems(size), (problem) => {
        const all = enumerate(problem);
        const best = Math.max(...all.map(({ score }) => score));
        const path = [...viterbi(inBatch(problem), table(problem))];
        const found = all.find((candidate) => candidate.path.join() === path.join());
        expect(found?.score).toBeCloseTo(best, 6);
      }),
      { numRuns: 150 },
    );
  });

  it('decodes to that path, however likely it is', () => {
    fc.assert(
      fc.property(problems(size), (problem) => {
        const scores = inBatch(problem);
        const { labels } = decode(scores, table(problem));
        expect(labels).toEqual(viterbi(scores, table(problem)));
      }),
      { numRuns: 300 },
    );
  });

  it('gives each label, each step and each chunk the probability that enumeration gives', () => {
    fc.assert(
      fc.property(problems(size), (problem) => {
        const all = enumerate(problem);
        const result = marginals(inBatch(problem), table(problem));
        expectLabels(problem, all, result);
        for (const { path } of all.slice(0, 40)) {
          for (const chunk of chunksOf(Int32Array.from(path), problem.labels)) {
            const key = JSON.stringify(chunk);
            const expected = probabilityOf(all, (other) =>
              chunksOf(Int32Array.from(other), problem.labels).some((c) => JSON.stringify(c) === key),
            );
            expect(result.chunk(path[chunk.first]!, chunk.first, chunk.last)).toBeCloseTo(expected, 8);
            const atLeast = probabilityOf(all, (other) =>
              chunksOf(Int32Array.from(other), problem.labels).some(
                ({ slot, first, last }) => slot === chunk.slot && first === chunk.first && last >= chunk.last,
              ),
            );
            expect(result.reaches(path[chunk.first]!, chunk.first, chunk.last)).toBeCloseTo(atLeast, 8);
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('decode', () => {
  const labels = ['O', 'B-a', 'I-a'];
  const flat = prepareTransitions(new Float32Array(16), bioConstraint(labels));

  const decodeRows = (...scores: number[]) =>
    decode(inBatch({ labels, scores: Float32Array.from(scores) }), flat);

  it('answers an empty sentence with nothing', () => {
    expect(decode(inBatch({ labels, scores: new Float32Array(0) }), flat)).toEqual({
      labels: new Int32Array(0),
      confidences: [],
      chunks: [],
    });
  });

  it('never starts with I-x, even when that label has by far the highest score', () => {
    const { labels: path, chunks } = decodeRows(0, 1, 9999, 0, 0, 9999);
    expect([...path]).toEqual([1, 2]);
    expect(chunks).toEqual([{ slot: 'a', first: 0, last: 1, confidence: expect.closeTo(1, 6) }]);
  });

  it('keeps two chunks of one slot apart', () => {
    const { chunks } = decodeRows(0, 9, 0, 0, 9, 0, 0, 0, 9);
    expect(chunks.map(({ first, last }) => [first, last])).toEqual([
      [0, 0],
      [1, 2],
    ]);
  });

  it('leaves what it gave as it is when it decodes the next sentence', () => {
    const first = decodeRows(0, 9, 0, 0, 0, 9);
    const copy = structuredClone(first);
    decodeRows(9, 0, 0, 0, 9, 0);
    expect(first).toEqual(copy);
  });
});

describe('temperedTransitions', () => {
  it('are what preparing the divided scores gives', () => {
    fc.assert(
      fc.property(problems(20), fc.constantFrom(1, 2, 8), (problem, temperature) => {
        const cooled = temperedTransitions(table(problem), temperature);
        const expected = table({ ...problem, transitions: problem.transitions.map((x) => x / temperature) });
        const scores = inBatch(problem);
        const [found, wanted] = [marginals(scores, cooled), marginals(scores, expected)];
        for (let t = 0; t < scores.time; t++) {
          for (const label of problem.labels.keys()) {
            expect(found.label(t, label)).toBeCloseTo(wanted.label(t, label), 5);
          }
        }
      }),
      { numRuns: 50 },
    );
  });
});

describe('what cannot be decoded', () => {
  it.each([[['O', 'X-a']], [['O', 'O']], [['I-a']], [['O', 'B-']]])('refuses the labels %j', (labels) => {
    expect(() => bioConstraint(labels)).toThrow(RangeError);
  });

  it('refuses transitions of the wrong size, and infinite ones where they count', () => {
    const constraint = bioConstraint(['O', 'B-a', 'I-a']);
    expect(() => prepareTransitions(new Float32Array(9), constraint)).toThrow(/3 labels need 16/);
    const transitions = new Float32Array(16);
    transitions[2] = -Infinity;
    expect(() => prepareTransitions(transitions, constraint)).not.toThrow();
    transitions[1] = -Infinity;
    expect(() => prepareTransitions(transitions, constraint)).toThrow(/not finite/);
  });
});
