import { z } from 'zod';
import {
  add,
  cast,
  constant,
  less,
  matMul,
  mul,
  scalar,
  stopGradient,
  tanh,
  where,
} from '../../graph/ops/index.ts';
import { orthogonalGates } from '../init.ts';
import { type Cell, cellKind } from './cell.ts';

/**
 * The Clockwork RNN (Koutnik et al. 2014): h' = tanh(x W + b + h R) for the units of groups whose period divides the
 * number of tokens before, h' = h for the others. A group hears itself and slower groups: R is triangular in blocks. The
 * clock k of a unit counts tokens from where a direction starts, k' = (k + 1) mod period: at 0 the unit ticks.
 */
export function clockworkCell({ periods = [1, 2, 4, 8] as readonly number[] } = {}): Cell {
  return {
    name: 'clockwork',
    layout: (hidden) => ({
      input: hidden,
      states: { h: hidden, k: hidden },
      parameters: { R: { shape: [hidden, hidden], initializer: orthogonalGates } },
    }),
    step({ R }, z, { h, k }) {
      const own = unitPeriods(periods, Number(h!.shape.at(-1)));
      const hears = own.flatMap((from) => own.map((to) => Number(from >= to)));
      const heard = mul(R!, constant(Float32Array.from(hears), [own.length, own.length]));
      const ticks = less(k!, scalar(0.5));
      const output = where(ticks, tanh(add(z, matMul(h!, heard))), h!);
      const later = add(k!, scalar(1));
      const wait = less(later, constant(Float32Array.from(own), [own.length]));
      return { output, states: { h: output, k: stopGradient(mul(later, cast(wait, 'float32'))) } };
    },
  };
}

/** The period of each unit: groups of like size, the fastest first. */
function unitPeriods(periods: readonly number[], hidden: number): number[] {
  const sorted = [...periods].sort((a, b) => a - b);
  return Array.from({ length: hidden }, (_, unit) => sorted[Math.floor((unit * sorted.length) / hidden)]!);
}

/** `clockwork` in recipes. */
export const clockwork = cellKind({
  settings: {
    periods: z
      .array(z.int().min(1).max(1024))
      .min(1)
      .max(64)
      .default([1, 2, 4, 8])
      .describe('of the groups of units, in tokens'),
  },
  build: clockworkCell,
});
