import type { Optimizer } from './optimizer.ts';

/** Stochastic gradient descent: w -= rate * g. */
export function sgd(): Optimizer {
  return {
    slots: 0,
    update({ weights, gradient, learningRate }) {
      for (let i = 0; i < weights.length; i++) weights[i]! -= learningRate * gradient[i]!;
    },
  };
}
