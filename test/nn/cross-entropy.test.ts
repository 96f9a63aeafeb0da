import { describe, expect, it } from 'vitest';
import { gradients } from '../../src/graph/gradients.ts';
import { input, scalar } from '../../src/graph/ops/index.ts';
import { binaryCrossEntropy, crossEntropy, expectedCrossEntropy } from '../../src/nn/cross-entropy.ts';
import { tokenMask } from '../../src/nn/mask.ts';
import { randomSource } from '../../src/random.ts';
import { checkGradients } from '../helpers/check-graph-gradients.ts';
import { floatTensor, intTensor, loadGraph, relativeError } from '../helpers/run-graph.ts';

const [time, batch, labels] = [3, 2, 4];
const lengths = [3, 1];
const gold = [1, 3, 0, 2, 2, 0];

const scores = input('scores', 'float32', ['time', 'batch', labels]);
const mask = tokenMask(scores, input('lengths', 'int32', ['batch']));
const loss = crossEntropy(scores, input('gold', 'int32', ['time', 'batch', 1]), mask);
const [gradient] = gradients({ of: [loss], seeds: [scalar(1)], by: [scores] });

const feeds = (data: readonly number[]) => ({
  scores: floatTensor(data, [time, batch, labels]),
  lengths: intTensor(lengths, [batch]),
  gold: intTensor(gold, [time, batch, 1]),
});

describe('crossEntropy', () => {
  it('has the loss and gradient of -log softmax, padding left out', async () => {
    const random = randomSource('cross-entropy');
    const data = Array.from({ length: time * batch * labels }, () => Math.fround(3 * random.normal()));
    const found = await (await loadGraph({ loss, gradient: gradient! })).run(feeds(data));
    let expected = 0;
    const byScores = data.map(() => 0);
    for (const [place, label] of gold.entries()) {
      if (Math.floor(place / batch) >= lengths[place % batch]!) continue;
      const row = data.slice(place * labels, (place + 1) * labels);
      const total = row.reduce((sum, score) => sum + Math.exp(score), 0);
      expected -= Math.log(Math.exp(row[label]!) / total);
      for (const [index, score] of row.entries()) {
        byScores[place * labels + index] = Math.exp(score) / total - Number(index === label);
      }
    }
    expect(relativeError(found.loss!, [expected])).toBeLessThan(1e-6);
    expect(relativeError(found.gradient!, byScores)).toBeLessThan(1e-6);
  });

  it('stays finite with scores in the thousands', async () => {
    const data = Array.from({ length: time * batch * labels }, (_, index) => 1000 * (-1) ** index);
    const found = await (await loadGraph({ loss, gradient: gradient! })).run(feeds(data));
    // Of the four tokens, those of labels 1 and 3 are sure to be wrong by 2000; ties count log 2.
    expect(found.loss![0]).toBeCloseTo(2 * 2000 + 4 * Math.log(2), 2);
    expect(found.gradient!.every(Number.isFinite)).toBe(true);
  });
});

describe('expectedCrossEntropy', () => {
  const expected = input('expected', 'float32', ['time', 'batch', labels]);
  const loss = expectedCrossEntropy(scores, expected);
  const random = randomSource('expected');
  const data = Array.from({ length: time * batch * labels }, () => Math.fround(random.normal()));

  it('is crossEntropy where the expected labels are sure', async () => {
    const sure = gold.flatMap((label, place) =>
      Array.from({ length: labels }, (_, index) =>
        Number(index === label && Math.floor(place / batch) < lengths[place % batch]!),
      ),
    );
    const hard = crossEntropy(scores, input('gold', 'int32', ['time', 'batch', 1]), mask);
    const given = { ...feeds(data), expected: floatTensor(sure, [time, batch, labels]) };
    const found = await (await loadGraph({ loss, hard })).run(given);
    expect(relativeError(found.loss!, found.hard!)).toBeLessThan(1e-6);
  });

  it('has the gradients that differences give', async () => {
    const soft = floatTensor(
      data.map((_, index) => (index % labels) / 6),
      [time, batch, labels],
    );
    const given = { scores: floatTensor(data, [time, batch, labels]), expected: soft };
    expect(await checkGradients({ of: [loss], by: [scores], feeds: given })).toBeLessThan(1);
  });
});

describe('binaryCrossEntropy', () => {
  const of = (name: string) => input(name, 'float32', ['batch', 'candidates']);
  const [logits, gold, weights] = [of('logits'), of('gold'), of('weights')];
  const loss = binaryCrossEntropy(logits, gold, weights);
  const [gradient] = gradients({ of: [loss], seeds: [scalar(1)], by: [logits] });

  /** One row of logits with what is right and how much it counts. */
  type Answers = readonly (readonly [logit: number, gold: number, weight: number])[];

  const feedsOf = (answers: Answers) => {
    const column = (index: 0 | 1 | 2) =>
      floatTensor(
        answers.map((answer) => answer[index]),
        [1, answers.length],
      );
    return { logits: column(0), gold: column(1), weights: column(2) };
  };

  const sigmoid = (z: number) => 1 / (1 + Math.exp(-z));
  /** -log of what sigmoid gives the right answer, as it is written down; `sigmoid(-z)` is 1 - sigmoid(z), but exact. */
  const oracle = (answers: Answers) =>
    answers.reduce((sum, [z, g, weight]) => {
      return sum - weight * (g * Math.log(sigmoid(z)) + (1 - g) * Math.log(sigmoid(-z)));
    }, 0);

  const random = randomSource('binary cross-entropy');
  const drawn: Answers = Array.from({ length: 12 }, (_, index) => [
    Math.fround(3 * random.normal()),
    [0, 1, 0.25][index % 3]!,
    Math.fround(random.next() * 2),
  ]);

  it('is -log of the probability of the right answers, weighed and summed', async () => {
    const found = await (await loadGraph({ loss })).run(feedsOf(drawn));
    expect(relativeError(found.loss!, [oracle(drawn)])).toBeLessThan(1e-6);
  });

  it.each([-80, -40, -20, -1, 0, 1, 20, 40, 80])(
    'has the right loss and slope at a logit of %d, whatever is right',
    async (z) => {
      const graph = await loadGraph({ loss, gradient: gradient! });
      for (const g of [0, 1, 0.5]) {
        const found = await graph.run(feedsOf([[z, g, 0.75]]));
        expect(relativeError(found.loss!, [oracle([[z, g, 0.75]])]), `gold ${g}`).toBeLessThan(1e-6);
        expect(found.gradient![0], `gold ${g}`).toBeCloseTo(0.75 * (sigmoid(z) - g), 6);
      }
    },
  );

  it('stays finite with logits in the thousands', async () => {
    const found = await (await loadGraph({ loss, gradient: gradient! })).run(
      feedsOf([
        [5000, 0, 1],
        [-5000, 1, 1],
        [5000, 1, 1],
        [-5000, 0, 1],
      ]),
    );
    expect(found.loss![0]).toBe(10000);
    expect([...found.gradient!].map((slope) => slope + 0)).toEqual([1, -1, 0, 0]);
  });

  it('has the gradients that differences give, by the weights too, and none where nothing counts', async () => {
    const answers: Answers = [...drawn, [1.5, 1, 0]];
    expect(await checkGradients({ of: [loss], by: [logits, weights], feeds: feedsOf(answers) })).toBeLessThan(
      1,
    );
    const found = await (await loadGraph({ gradient: gradient! })).run(feedsOf(answers));
    expect(found.gradient!.at(-1)).toBeCloseTo(0, 10);
    const slopes = answers.map(([z, g, weight]) => weight * (sigmoid(z) - g));
    expect(relativeError(found.gradient!, slopes)).toBeLessThan(1e-6);
  });
});

describe('tokenMask', () => {
  it('is true on tokens and false on padding', async () => {
    const x = input('x', 'float32', ['time', 'batch', 1]);
    const places = tokenMask(x, input('lengths', 'int32', ['batch']));
    const found = await (await loadGraph({ places })).tensors({
      x: floatTensor(new Float32Array(12), [4, 3, 1]),
      lengths: intTensor([2, 4, 1], [3]),
    });
    expect(places.shape).toEqual(['time', 'batch', 1]);
    expect(found.places!.dims).toEqual([4, 3, 1]);
    expect([...found.places!.data].map(Number)).toEqual([1, 1, 1, 1, 1, 0, 0, 1, 0, 0, 1, 0]);
  });
});
