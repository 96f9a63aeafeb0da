import type { Optimizer } from './optimizer.ts';

/** Gradient descent with momentum (Polyak 1964): v = m v + g;  w -= rate * v. */
export function momentum(decay: number): Optimizer {
  return {
    slots: 1,
    update({ weights, gradient, slots, learningRate }) {
      const velocity = slots[0]!;
      for (let i = 0; i < weights.length; i++) {
        velocity[i] = decay * velocity[i]! + gradient[i]!;
        weights[i]! -= learningRate * velocity[i]!;
      }
    },
  };
}
