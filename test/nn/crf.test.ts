import { beforeAll, describe, expect, it } from 'vitest';
import { gradients } from '../../src/graph/gradients.ts';
import { input, scalar } from '../../src/graph/ops/index.ts';
import { crfExpectedLoss, crfLoss, crfTransitions, logPartition } from '../../src/nn/crf.ts';
import { tokenMask } from '../../src/nn/mask.ts';
import { FedParameters } from '../../src/nn/parameters.ts';
import { randomSource } from '../../src/random.ts';
import { checkGradients } from '../helpers/check-graph-gradients.ts';
import { floatTensor, intTensor, loadGraph, type Runner, relativeError } from '../helpers/run-graph.ts';
import { arcsOf, enumerate, pathsOf, type ScoredSentence, scoreOf } from './crf-oracle.ts';

const labels = 3;
const states = labels + 1;
const lengths = [4, 1, 3, 2];
const [time, batch] = [5, lengths.length];
const gold = [[0, 1, 1, 2], [2], [0, 1, 2], [2, 2]];

/** Label 1 only after 0 or 1, as I after B or I in BIO; no sentence ends in label 0. */
const allowed = Array.from({ length: states }, (_, from) =>
  Array.from({ length: states }, (_, to) => !(to === 1 && from >= 2) && !(to === labels && from === 0)),
);
const everything = allowed.map((row) => row.map(() => true));

/** The graph of the loss: the sum over the batch, log Z of each sentence, and the gradients. */
async function buildLoss(rules: readonly (readonly boolean[])[]): Promise<Runner> {
  const source = new FedParameters();
  const scores = input('scores', 'float32', ['time', 'batch', labels]);
  const mask = tokenMask(scores, input('lengths', 'int32', ['batch']));
  const transitions = crfTransitions(source, labels, rules.flat().map(Number));
  const targets = {
    gold: input('gold', 'int32', ['time', 'batch', 1]),
    arcs: input('arcs', 'int32', ['time+1', 'batch']),
  };
  const loss = crfLoss(transitions, { scores, mask, ...targets });
  const [byScores, byTransitions] = gradients({
    of: [loss],
    seeds: [scalar(1)],
    by: [scores, source.values[0]!],
  });
  const logZ = logPartition(transitions, { scores, mask });
  return loadGraph({ loss, logZ, byScores: byScores!, byTransitions: byTransitions! });
}

/** Random scores of a given spread, and the feeds that they make. */
function problem(spread: number, rules: readonly (readonly boolean[])[], seed = 'crf') {
  const random = randomSource(seed);
  const draw = (scale: number) => Math.fround(random.normal() * scale);
  const transitions = Array.from({ length: states }, () => Array.from({ length: states }, () => draw(1)));
  const sentences: ScoredSentence[] = lengths.map((length) => ({
    scores: Array.from({ length }, () => Array.from({ length: labels }, () => draw(spread))),
    transitions,
    allowed: rules,
  }));
  return { sentences, feeds: feedsOf(sentences) };
}

function feedsOf(sentences: readonly ScoredSentence[]) {
  const at = <T>(pick: (sentence: number, now: number) => T, steps = time) =>
    Array.from({ length: steps }, (_, now) => sentences.map((_sentence, index) => pick(index, now)));
  const arcs = gold.map((path) => arcsOf(path, labels).map(([from, to]) => from * states + to));
  const scores = at((sentence, now) => sentences[sentence]!.scores[now] ?? [50, -50, 9]);
  return {
    scores: floatTensor(scores.flat(2), [time, batch, labels]),
    lengths: intTensor(lengths, [batch]),
    transitions: floatTensor(sentences[0]!.transitions.flat(), [states, states]),
    gold: intTensor(at((sentence, now) => gold[sentence]![now] ?? 1).flat(), [time, batch, 1]),
    arcs: intTensor(at((sentence, now) => arcs[sentence]![now] ?? -1, time + 1).flat(), [time + 1, batch]),
  };
}

describe.each([
  ['all transitions allowed', everything],
  ['some transitions forbidden', allowed],
])('the CRF with %s', (_name, rules) => {
  let graph: Runner;
  beforeAll(async () => {
    graph = await buildLoss(rules);
  });

  it.each([1, 5, 15])(
    'has the loss and gradients that counting all label sequences gives (spread %d)',
    async (spread) => {
      const { sentences, feeds } = problem(spread, rules);
      const found = await graph.run(feeds);
      const counted = sentences.map(enumerate);
      expect(
        relativeError(
          found.logZ!,
          counted.map(({ logZ }) => logZ),
        ),
      ).toBeLessThan(1e-5);
      const loss = counted.reduce(
        (sum, { logZ }, index) => sum + logZ - scoreOf(sentences[index]!, gold[index]!),
        0,
      );
      expect(relativeError(found.loss!, [loss])).toBeLessThan(1e-5);

      const byScores = Array.from({ length: time }, (_, now) =>
        counted.map((one, index) =>
          Array.from(
            { length: labels },
            (_, label) => (one.labels[now]?.[label] ?? 0) - Number(gold[index]![now] === label),
          ),
        ),
      );
      expect(relativeError(found.byScores!, byScores.flat(2))).toBeLessThan(1e-4);

      const byTransitions = new Float64Array(states * states);
      for (const [index, one] of counted.entries()) {
        for (const [entry, number] of one.transitions.flat().entries()) byTransitions[entry]! += number;
        for (const [from, to] of arcsOf(gold[index]!, labels)) byTransitions[from * states + to]! -= 1;
      }
      expect(relativeError(found.byTransitions!, byTransitions)).toBeLessThan(1e-4);
    },
  );

  it('does not mind a constant added to all labels of a token', async () => {
    const { sentences, feeds } = problem(2, rules);
    const before = await graph.run(feeds);
    for (const shift of [-300, -60, 60, 300]) {
      const shifted = sentences.map((sentence) => ({
        ...sentence,
        scores: sentence.scores.map((row, now) => (now === 0 ? row.map((score) => score + shift) : row)),
      }));
      const after = await graph.run(feedsOf(shifted));
      expect(relativeError(after.loss!, before.loss!), `${shift}`).toBeLessThan(1e-3);
      expect(relativeError(after.byScores!, before.byScores!), `${shift}`).toBeLessThan(1e-3);
    }
  });

  it('stays finite with scores in the thousands', async () => {
    const found = await graph.run(problem(1000, rules).feeds);
    for (const numbers of Object.values(found)) expect(numbers.every(Number.isFinite)).toBe(true);
    expect(found.loss![0]).toBeGreaterThanOrEqual(0);
    expect(found.byScores!.every((number) => Math.abs(number) <= 1 + 1e-5)).toBe(true);
  });
});

describe('the CRF against a distribution of another', () => {
  const scores = input('scores', 'float32', ['time', 'batch', labels]);
  const mask = tokenMask(scores, input('lengths', 'int32', ['batch']));
  const source = new FedParameters();
  const transitions = crfTransitions(source, labels, allowed.flat().map(Number));
  const expected = {
    labels: input('expected', 'float32', ['time', 'batch', labels]),
    arcs: input('expectedArcs', 'float32', [states, states]),
  };
  const loss = crfExpectedLoss(transitions, { scores, mask }, expected);
  const by = [scores, source.values[0]!];

  /** What `others` make of the labels of their sentences. */
  const feedsOfOpinion = (others: ReturnType<typeof enumerate>[]) => {
    const rows = Array.from({ length: time }, (_, now) => others.map((one) => one.labels[now] ?? [0, 0, 0]));
    const arcs = new Float64Array(states * states);
    for (const { transitions: counts } of others) {
      for (const [entry, number] of counts.flat().entries()) arcs[entry]! += number;
    }
    return {
      expected: floatTensor(rows.flat(2), [time, batch, labels]),
      expectedArcs: floatTensor(arcs, [states, states]),
    };
  };

  it('has as its loss the cross-entropy of the two, over all label sequences', async () => {
    const { sentences, feeds } = problem(2, allowed);
    const others = problem(2, allowed, 'teacher').sentences;
    const { loss: found } = await (await loadGraph({ loss })).run({
      ...feeds,
      ...feedsOfOpinion(others.map(enumerate)),
    });
    const crossEntropies = sentences.map((sentence, index) => {
      const other = others[index]!;
      const [own, theirs] = [enumerate(sentence).logZ, enumerate(other).logZ];
      return pathsOf(lengths[index]!, labels).reduce((sum, path) => {
        const p = Math.exp(scoreOf(other, path) - theirs);
        return p === 0 ? sum : sum - p * (scoreOf(sentence, path) - own);
      }, 0);
    });
    expect(relativeError(found!, [crossEntropies.reduce((sum, one) => sum + one, 0)])).toBeLessThan(1e-5);
  });

  it('has the gradients that differences give', async () => {
    const { feeds } = problem(1, allowed);
    const opinion = feedsOfOpinion(problem(1, allowed, 'teacher').sentences.map(enumerate));
    expect(await checkGradients({ of: [loss], by, feeds: { ...feeds, ...opinion } })).toBeLessThan(1);
  });

  it('has no gradient where both agree', async () => {
    const { sentences, feeds } = problem(2, allowed);
    const [byScores, byTransitions] = gradients({ of: [loss], seeds: [scalar(1)], by });
    const runner = await loadGraph({ byScores: byScores!, byTransitions: byTransitions! });
    const found = await runner.run({ ...feeds, ...feedsOfOpinion(sentences.map(enumerate)) });
    for (const number of [...found.byScores!, ...found.byTransitions!]) expect(number).toBeCloseTo(0, 5);
  });
});
