import { describe, expect, it } from 'vitest';
import { readSplits } from '../../src/corpus/splits.ts';
import { openLoss } from '../../src/surface/loss-at.ts';
import { measureLossSurface } from '../../src/surface/loss-surface.ts';
import { smallTagger, trainSmallTagger } from '../../src/surface/small-tagger.ts';
import { encodeBatch } from '../../src/tasks/tag/encode.ts';
import { buildScoringModel } from '../../src/tasks/tag/graphs.ts';
import { layoutOf } from '../../src/tasks/tag/train.ts';
import { buildEncoders } from '../../src/text/encoders/index.ts';
import { floatTensor, intTensor, loadModel } from '../helpers/run-graph.ts';

const splits = readSplits('data/sample');
const settings = { epochs: 2, seed: 1, sentences: 8, range: 4, points: 9, largestScale: 3, slicePoints: 241 };

describe('the loss of a tagger over its recurrent weights', () => {
  it('is the mean of -log softmax of the right labels', async () => {
    const setup = smallTagger(splits, {
      cell: 'elman',
      optimizer: { name: 'adam', learningRate: 0.01 },
      clipping: {},
      epochs: 1,
      seed: 3,
    });
    const { weights } = await trainSmallTagger(setup, splits);
    const lossAt = await openLoss(setup, weights, 4);
    const found = await lossAt.evaluate();
    await lossAt.close();
    const longest = setup.train.toSorted((a, b) => b.tokens.length - a.tokens.length).slice(0, 4);
    const model = await loadModel(buildScoringModel(setup.architecture).bytes);
    const feeds = {
      ...encodeBatch(longest, buildEncoders(setup.recipe.encoders, setup.words)),
      ...layoutOf(setup).feeds(weights),
    };
    const tensors = Object.entries(feeds).map(([name, { data, dims }]) => [
      name,
      data instanceof Float32Array ? floatTensor(data, dims) : intTensor(data as Int32Array, dims),
    ]);
    const { scores } = await model.run(Object.fromEntries(tensors));
    const labels = setup.labels.length;
    let expected = 0;
    for (const [b, { gold }] of longest.entries()) {
      for (const [t, label] of gold.entries()) {
        const row = [...scores!.subarray((t * 4 + b) * labels, (t * 4 + b + 1) * labels)];
        expected += Math.log(row.reduce((sum, score) => sum + Math.exp(score), 0)) - row[label]!;
      }
    }
    expect(found).toBeCloseTo(expected / 4, 4);
    expect(lossAt.longest).toBe(longest[0]!.tokens.length);
  });

  it('has the slope along its slices that the loss itself shows', async () => {
    const { alongWeight, alongScale, trained, weights, loss, slope, axis } = await measureLossSurface(
      splits,
      settings,
    );
    const differencesOf = (slice: typeof alongWeight) =>
      slice.slice(1, -1).map((point, index) => {
        const [before, after] = [slice[index]!, slice[index + 2]!];
        return { slope: Math.abs((after.loss - before.loss) / (after.at - before.at)), ...point };
      });
    for (const { slope, gradientNorm } of differencesOf(alongWeight)) {
      expect(Math.abs(slope - gradientNorm)).toBeLessThan(0.02 + 0.05 * gradientNorm);
    }
    expect(Math.max(...alongWeight.map(({ gradientNorm }) => gradientNorm))).toBeGreaterThan(0.1);
    const asTrained = alongScale.find(({ at }) => at === 1)!;
    expect(asTrained.loss).toBeCloseTo(trained.loss, 3);
    expect(new Set(weights.flatMap(({ from, to }) => [from, to])).size).toBeGreaterThan(2);
    expect([loss, slope].map((map) => map.map((row) => row.length))).toEqual([
      axis.map(() => 9),
      axis.map(() => 9),
    ]);
    expect([...loss, ...slope].flat().every(Number.isFinite)).toBe(true);
  });

  it('gives the same map for the same seed', async () => {
    const small = { ...settings, epochs: 1, points: 3, slicePoints: 5 };
    expect(await measureLossSurface(splits, small)).toEqual(await measureLossSurface(splits, small));
  });
});
