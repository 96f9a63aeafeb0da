import { input, mul } from '../graph/ops/index.ts';
import { dimOf, sizeOf, type Value } from '../graph/value.ts';
import type { RandomSource } from '../random.ts';

/** One dropout of a network: the name under which its mask is fed, its width and its rate. */
export interface DropoutSpec {
  readonly name: string;
  readonly size: number;
  readonly rate: number;
}

/** What a network's dropouts do: nothing, or multiply by masks that are fed. */
export interface Dropout {
  apply(name: string, x: Value, rate: number): Value;
}

/** For scoring and serving: values pass as they are. */
export const noDropout: Dropout = { apply: (_, x) => x };

/**
 * For training: units of `[time, batch, size]` are zeroed, the same ones at all times of a sentence, and the rest
 * scaled up (Srivastava et al. 2014; one mask a sequence: Gal and Ghahramani 2016). Masks are fed, `[batch, size]`,
 * so that the random numbers are the training loop's own.
 */
export class FedDropout implements Dropout {
  readonly specs: DropoutSpec[] = [];

  apply(name: string, x: Value, rate: number): Value {
    if (rate === 0) return x;
    const size = sizeOf(x, -1);
    this.specs.push({ name, size, rate });
    return mul(x, input(name, 'float32', [dimOf(x, -2), size]));
  }
}

/** Makes the mask of a dropout for a batch: 0 with probability `rate`, else 1 / (1 - rate). */
export function dropoutMask({ size, rate }: DropoutSpec, batch: number, random: RandomSource): Float32Array {
  const kept = 1 / (1 - rate);
  return Float32Array.from({ length: batch * size }, () => (random.next() < rate ? 0 : kept));
}

/** The masks of several dropouts for a batch, as feeds by their names. */
export function dropoutFeeds(specs: readonly DropoutSpec[], batch: number, random: RandomSource) {
  return Object.fromEntries(
    specs.map((spec) => [spec.name, { data: dropoutMask(spec, batch, random), dims: [batch, spec.size] }]),
  );
}
