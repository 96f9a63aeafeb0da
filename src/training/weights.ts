import type { ParameterSpec } from '../nn/parameters.ts';
import { randomSource } from '../random.ts';
import type { Feeds } from './session.ts';

/** All trained tensors of a network one after another in one array. */
export class WeightLayout {
  readonly specs: readonly ParameterSpec[];
  readonly #offsets: readonly number[];
  /** How many numbers there are in all. */
  readonly total: number;

  constructor(specs: readonly ParameterSpec[]) {
    this.specs = specs;
    const offsets: number[] = [];
    let total = 0;
    for (const { shape } of specs) {
      offsets.push(total);
      total += sizeOf(shape);
    }
    this.#offsets = offsets;
    this.total = total;
  }

  /** The tensors of `flat` by name, as views of it; `rename` changes the names. */
  feeds(flat: Float32Array, rename: (name: string) => string = (name) => name): Feeds {
    return Object.fromEntries(
      this.specs.map(({ name, shape }, index) => {
        const offset = this.#offsets[index]!;
        return [rename(name), { data: flat.subarray(offset, offset + sizeOf(shape)), dims: shape }];
      }),
    );
  }

  /** The tensors of `flat` by name, as copies. */
  tensors(flat: Float32Array): Map<string, Float32Array> {
    const feeds = Object.entries(this.feeds(flat));
    return new Map(feeds.map(([name, { data }]) => [name, Float32Array.from(data)]));
  }

  /** The tensors as one array; throws an Error that names one that is missing or of another size. */
  flatten(tensors: ReadonlyMap<string, Float32Array>): Float32Array {
    const flat = new Float32Array(this.total);
    for (const [index, { name, shape }] of this.specs.entries()) {
      const tensor = tensors.get(name);
      if (tensor?.length !== sizeOf(shape))
        throw new Error(`there is no tensor ${name} of [${shape.join(', ')}]`);
      flat.set(tensor, this.#offsets[index]!);
    }
    return flat;
  }

  /** First weights from a seed; each tensor has random numbers of its own, whatever stands beside it. */
  initialize(seed: number | string): Float32Array {
    const flat = new Float32Array(this.total);
    for (const [index, { name, shape, initializer }] of this.specs.entries()) {
      flat.set(initializer(randomSource(`${seed} ${name}`), shape), this.#offsets[index]!);
    }
    return flat;
  }
}

function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, dim) => product * dim, 1);
}
