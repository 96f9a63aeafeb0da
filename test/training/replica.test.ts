import { describe, expect, it, onTestFinished } from 'vitest';
import { buildModel } from '../../src/graph/model.ts';
import { input, mul } from '../../src/graph/ops/index.ts';
import { sgd } from '../../src/optim/sgd.ts';
import { createSharedState, Exchange } from '../../src/training/exchange.ts';
import { Replica } from '../../src/training/replica.ts';

const learningRate = 0.5;

/** One weight whose gradient is the fed `x`, and a scoring graph that puts the weight out. */
async function oneWeight(averaging: number) {
  const w = input('w', 'float32', [1]);
  const x = input('x', 'float32', [1]);
  const one = input('one', 'float32', [1]);
  const state = createSharedState({ workers: 1, weights: 1, slots: 0 });
  const replica = await Replica.create(
    new Exchange(state, 0),
    { optimizer: sgd(), clipping: {}, averaging },
    {
      training: buildModel('training', { loss: mul(w, x), 'gradient.w': mul(x, one) }),
      scoring: buildModel('scoring', { y: mul(w, one) }),
      parameters: [{ name: 'w', shape: [1], initializer: (_, [size]) => new Float32Array(size!) }],
      gradientName: (name) => `gradient.${name}`,
    },
  );
  onTestFinished(() => replica.release());
  const feed = (number: number) => ({ data: Float32Array.of(number), dims: [1] });
  return {
    state,
    step: (gradient: number, step: number) =>
      replica.step({ x: feed(gradient), one: feed(1) }, { step, learningRate, scale: 1 }),
    scorer: () => {
      const run = replica.scorer();
      return async () => (await run({ one: feed(1) })).y!.data[0]!;
    },
  };
}

describe('a replica', () => {
  it('averages weights over steps, with a short memory at first', async () => {
    const { state, step, scorer } = await oneWeight(0.3);
    let [w, average] = [0, 0];
    for (const [index, gradient] of [1, -2, 0.5, 4, -1, 3].entries()) {
      await step(gradient, index);
      w -= learningRate * gradient;
      const keep = Math.min(0.3, (1 + index) / (10 + index));
      average = keep * average + (1 - keep) * w;
      expect(state.weights[0]).toBeCloseTo(w, 6);
      expect(state.average[0]).toBeCloseTo(average, 6);
      expect(await scorer()()).toBeCloseTo(average, 6);
    }
  });

  it('scores by the weights themselves without averaging', async () => {
    const { step, scorer } = await oneWeight(0);
    await step(1, 0);
    await step(1, 1);
    expect(await scorer()()).toBeCloseTo(-2 * learningRate, 6);
  });

  it('scores a whole round by the weights that were there when it began', async () => {
    const { step, scorer } = await oneWeight(0);
    await step(1, 0);
    const score = scorer();
    await step(1, 1);
    expect(await score()).toBeCloseTo(-learningRate, 6);
  });

  it('keeps weights and average at a gradient that is no number', async () => {
    const { state, step } = await oneWeight(0.3);
    await step(1, 0);
    const before = [state.weights[0], state.average[0]];
    await step(Number.NaN, 1);
    expect([state.weights[0], state.average[0]]).toEqual(before);
  });
});
