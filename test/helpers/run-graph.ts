import { InferenceSession, Tensor } from 'onnxruntime-node';
import type { Outputs } from '../../src/graph/emit/graph.ts';
import { buildModel } from '../../src/graph/model.ts';
import { input } from '../../src/graph/ops/index.ts';
import type { ElementType, Shape, Value } from '../../src/graph/value.ts';
import { type RandomSource, randomSource } from '../../src/random.ts';

/** Named tensors, as a session takes them. */
export type Feeds = Readonly<Record<string, Tensor>>;

/** Named results, row-major, whatever their element type. */
export type Results = Readonly<Record<string, Float32Array>>;

/** A graph that is loaded into onnxruntime. */
export interface Runner {
  /** Feeds that the graph has no use for are left out. */
  readonly run: (feeds?: Feeds) => Promise<Results>;
  readonly tensors: (feeds?: Feeds) => Promise<Readonly<Record<string, Tensor>>>;
}

/** Loads a model; one thread unless asked for more, so that tests leave the other cores alone. */
export async function loadModel(bytes: Uint8Array, threads = 1): Promise<Runner> {
  const session = await InferenceSession.create(bytes, { intraOpNumThreads: threads, interOpNumThreads: 1 });
  const tensors = async (feeds: Feeds = {}) => {
    const known = session.inputNames.map((name) => {
      const feed = feeds[name];
      if (!feed) throw new Error(`nothing is fed to ${name}`);
      return [name, feed] as const;
    });
    return await session.run(Object.fromEntries(known));
  };
  const run = async (feeds: Feeds = {}) => {
    const results = Object.entries(await tensors(feeds));
    return Object.fromEntries(results.map(([name, tensor]) => [name, numbers(tensor)]));
  };
  return { run, tensors };
}

/** Builds the graph that computes `outputs` and loads it. */
export function loadGraph(outputs: Outputs, threads?: number): Promise<Runner> {
  return loadModel(buildModel('test', outputs), threads);
}

/** Builds, loads and runs a graph once. */
export async function runGraph(outputs: Outputs, feeds: Feeds = {}): Promise<Results> {
  return (await loadGraph(outputs)).run(feeds);
}

/** Any tensor's elements as float32. */
export function numbers(tensor: Tensor): Float32Array {
  return Float32Array.from(tensor.data as ArrayLike<number>, Number);
}

export function floatTensor(data: ArrayLike<number>, dims: readonly number[]): Tensor {
  return new Tensor('float32', Float32Array.from(data), dims);
}

export function intTensor(data: ArrayLike<number>, dims: readonly number[]): Tensor {
  return new Tensor('int32', Int32Array.from(data), dims);
}

export function boolTensor(data: ArrayLike<number>, dims: readonly number[]): Tensor {
  return new Tensor('bool', Uint8Array.from(data), dims);
}

/** The product of the sizes of all axes. */
export function count(dims: readonly number[]): number {
  return dims.reduce((product, dim) => product * dim, 1);
}

/** The greatest difference of two tensors' elements, relative to the expected one where that is above 1. */
export function relativeError(found: ArrayLike<number>, expected: ArrayLike<number>): number {
  if (found.length !== expected.length) return Number.POSITIVE_INFINITY;
  const errors = Array.from(expected, (number, index) => {
    const error = Math.abs(found[index]! - number) / Math.max(1, Math.abs(number));
    return Number.isNaN(error) ? Number.POSITIVE_INFINITY : error;
  });
  return Math.max(0, ...errors);
}

/** Seeded numbers of both signs, from 0.2 to 1.2 away from zero, where kinks and poles are. */
export function awayFromZero(random: RandomSource, length: number): Float32Array {
  return Float32Array.from(
    { length },
    () => (random.next() < 0.5 ? -1 : 1) * (0.2 + Math.round(random.next() * 1024) / 1024),
  );
}

/** The inputs of a graph under test together with what is fed to them; named axes get their sizes from `sizes`. */
export class Given {
  readonly feeds: Record<string, Tensor> = {};
  /** The float inputs, by which gradients are checked. */
  readonly floats: Value[] = [];
  readonly #sizes: Readonly<Record<string, number>>;
  readonly #random: RandomSource;

  constructor(sizes: Readonly<Record<string, number>> = { time: 3, batch: 2 }, seed = 'given') {
    this.#sizes = sizes;
    this.#random = randomSource(seed);
  }

  /** A float input; random numbers unless given. */
  float(name: string, shape: Shape, data?: ArrayLike<number>): Value {
    const value = this.#input(name, 'float32', shape);
    const dims = this.#dims(shape);
    this.feeds[name] = floatTensor(data ?? awayFromZero(this.#random, count(dims)), dims);
    this.floats.push(value);
    return value;
  }

  /** A float input of numbers above zero. */
  positive(name: string, shape: Shape): Value {
    const data = awayFromZero(this.#random, count(this.#dims(shape))).map(Math.abs);
    return this.float(name, shape, data);
  }

  int(name: string, shape: Shape, data: ArrayLike<number>): Value {
    this.feeds[name] = intTensor(data, this.#dims(shape));
    return this.#input(name, 'int32', shape);
  }

  bool(name: string, shape: Shape, data: ArrayLike<number>): Value {
    this.feeds[name] = boolTensor(data, this.#dims(shape));
    return this.#input(name, 'bool', shape);
  }

  #input(name: string, type: ElementType, shape: Shape): Value {
    return input(name, type, shape);
  }

  #dims(shape: Shape): number[] {
    return shape.map((dim) => {
      const size = typeof dim === 'number' ? dim : this.#sizes[dim];
      if (size === undefined) throw new Error(`axis ${dim} has no size`);
      return size;
    });
  }
}
