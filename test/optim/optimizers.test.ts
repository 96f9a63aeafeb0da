import { describe, expect, it } from 'vitest';
import { adam } from '../../src/optim/adam.ts';
import { normFactor, scaleAndClipValue } from '../../src/optim/clipping.ts';
import { momentum } from '../../src/optim/momentum.ts';
import type { Optimizer } from '../../src/optim/optimizer.ts';
import { scheduleFactor } from '../../src/optim/schedule.ts';
import { sgd } from '../../src/optim/sgd.ts';

/** Runs an optimiser on f(w) = sum of curvature * w^2 / 2. */
function descend(optimizer: Optimizer, learningRate: number, steps: number): number[] {
  const curvature = [1, 10];
  const weights = Float32Array.of(1, -1);
  const slots = Array.from({ length: optimizer.slots }, () => new Float32Array(2));
  for (let step = 0; step < steps; step++) {
    const gradient = weights.map((weight, i) => curvature[i]! * weight);
    optimizer.update({ weights, gradient, slots, learningRate, step });
  }
  return [...weights];
}

describe('optimisers', () => {
  it.each([
    ['sgd', sgd(), 0.1],
    ['momentum', momentum(0.5), 0.05],
    ['adam', adam({ beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0 }), 0.05],
  ])('%s finds the minimum of a bowl', (_, optimizer, rate) => {
    for (const weight of descend(optimizer, rate, 400)) expect(Math.abs(weight)).toBeLessThan(1e-2);
  });

  it('takes the first two steps of Adam as the paper says', () => {
    const weights = Float32Array.of(1);
    const slots = [new Float32Array(1), new Float32Array(1)];
    const optimizer = adam({ beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0 });
    let [m, v, w] = [0, 0, 1];
    for (const [step, g] of [0.5, -2].entries()) {
      m = 0.9 * m + 0.1 * g;
      v = 0.999 * v + 0.001 * g * g;
      w -= (0.01 * (m / (1 - 0.9 ** (step + 1)))) / (Math.sqrt(v / (1 - 0.999 ** (step + 1))) + 1e-8);
      optimizer.update({ weights, gradient: Float32Array.of(g), slots, learningRate: 0.01, step });
      expect(weights[0]).toBeCloseTo(w, 6);
    }
  });

  it('takes the first two steps of momentum as the paper says', () => {
    const weights = Float32Array.of(1);
    const slots = [new Float32Array(1)];
    const optimizer = momentum(0.9);
    // Polyak (1964): x[k+1] = x[k] - a g[k] + b (x[k] - x[k-1]), from rest.
    let [before, now] = [1, 1];
    for (const [step, g] of [0.5, -2].entries()) {
      [before, now] = [now, now - 0.01 * g + 0.9 * (now - before)];
      optimizer.update({ weights, gradient: Float32Array.of(g), slots, learningRate: 0.01, step });
      expect(weights[0]).toBeCloseTo(now, 6);
    }
    expect(now).toBeCloseTo(1 - 0.005 + 0.02 - 0.0045, 12);
  });

  it('decays weights apart from the gradient', () => {
    const weights = Float32Array.of(2);
    const slots = [new Float32Array(1), new Float32Array(1)];
    const optimizer = adam({ beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0.1 });
    optimizer.update({ weights, gradient: Float32Array.of(0), slots, learningRate: 0.5, step: 0 });
    expect(weights[0]).toBeCloseTo(2 * (1 - 0.05), 6);
  });
});

describe('clipping', () => {
  it('scales, then holds each number within the limit, and sums the squares of the result', () => {
    const gradient = Float32Array.of(4, -8, 1);
    expect(scaleAndClipValue(gradient, 0.5, { value: 3 })).toBeCloseTo(4 + 9 + 0.25, 6);
    expect([...gradient]).toEqual([2, -3, 0.5]);
  });

  it('shrinks only norms over the limit', () => {
    expect(normFactor(10, { norm: 5 })).toBe(0.5);
    expect(normFactor(4, { norm: 5 })).toBe(1);
    expect(normFactor(1e9, {})).toBe(1);
  });
});

describe('schedule', () => {
  it('warms up, then falls to nothing', () => {
    const schedule = { decay: 'linear', warmup: 10 } as const;
    expect(scheduleFactor(schedule, 0, 110)).toBeCloseTo(0.1);
    expect(scheduleFactor(schedule, 9, 110)).toBe(1);
    expect(scheduleFactor(schedule, 60, 110)).toBeCloseTo(0.5);
    expect(scheduleFactor(schedule, 110, 110)).toBe(0);
  });

  it.each(['constant', 'linear', 'cosine', 'inverse'] as const)(
    '%s starts whole and never rises',
    (decay) => {
      const factors = Array.from({ length: 50 }, (_, step) => scheduleFactor({ decay, warmup: 0 }, step, 50));
      expect(factors[0]).toBe(1);
      for (let step = 1; step < 50; step++) expect(factors[step]!).toBeLessThanOrEqual(factors[step - 1]!);
    },
  );
});
