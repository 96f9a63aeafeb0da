import { z } from 'zod';
import { adam } from './adam.ts';
import { momentum } from './momentum.ts';
import type { Optimizer } from './optimizer.ts';
import { decays } from './schedule.ts';
import { sgd } from './sgd.ts';

const learningRate = z.number().positive().max(10);

/** Which optimiser a recipe asks for, with its settings. */
export const optimizerSchema = z.discriminatedUnion('name', [
  z.strictObject({ name: z.literal('sgd'), learningRate }),
  z.strictObject({ name: z.literal('momentum'), learningRate, decay: z.number().min(0).max(1).default(0.9) }),
  z.strictObject({
    name: z.literal('adam'),
    learningRate,
    beta1: z.number().min(0).max(0.9999).default(0.9),
    beta2: z.number().min(0).max(0.99999).default(0.999),
    epsilon: z.number().positive().default(1e-8),
    weightDecay: z.number().min(0).max(1).default(0),
  }),
]);

/** A parsed choice of optimiser. */
export type OptimizerSettings = z.infer<typeof optimizerSchema>;

/** Limits on the gradient, as a recipe gives them. */
export const clippingSchema = z.strictObject({
  norm: z.number().positive().optional(),
  value: z.number().positive().optional(),
});

/** How the learning rate changes, as a recipe gives it. */
export const scheduleSchema = z.strictObject({
  decay: z.enum(Object.keys(decays) as [keyof typeof decays, ...(keyof typeof decays)[]]).default('constant'),
  warmup: z.int().min(0).default(0),
});

/** The optimiser of a recipe. */
export function buildOptimizer(settings: OptimizerSettings): Optimizer {
  if (settings.name === 'adam') return adam(settings);
  return settings.name === 'momentum' ? momentum(settings.decay) : sgd();
}
