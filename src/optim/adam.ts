import type { Optimizer } from './optimizer.ts';

/** Settings of Adam. */
export interface AdamOptions {
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  /** Decoupled weight decay (AdamW): the share of a weight taken off for each unit of learning rate. */
  readonly weightDecay: number;
}

/** Adam (Kingma and Ba 2015) with bias correction and decoupled weight decay (Loshchilov and Hutter 2019). */
export function adam({ beta1, beta2, epsilon, weightDecay }: AdamOptions): Optimizer {
  return {
    slots: 2,
    update({ weights, gradient, slots, learningRate, step }) {
      const [first, second] = slots as [Float32Array, Float32Array];
      const unbias = Math.sqrt(1 - beta2 ** (step + 1));
      const rate = (learningRate * unbias) / (1 - beta1 ** (step + 1));
      const floor = epsilon * unbias;
      const keep = 1 - learningRate * weightDecay;
      for (let i = 0; i < weights.length; i++) {
        const g = gradient[i]!;
        const m = beta1 * first[i]! + (1 - beta1) * g;
        const v = beta2 * second[i]! + (1 - beta2) * g * g;
        first[i] = m;
        second[i] = v;
        weights[i] = keep * weights[i]! - (rate * m) / (Math.sqrt(v) + floor);
      }
    },
  };
}
