import { InferenceSession, Tensor } from 'onnxruntime-node';
import { native } from './native.ts';
import { disableTelemetry } from './telemetry.ts';

disableTelemetry();

/** A tensor as it goes into a graph. */
export type Feed =
  | { readonly type: 'int32'; readonly data: Int32Array; readonly dims: readonly number[] }
  | { readonly type: 'float32'; readonly data: Float32Array; readonly dims: readonly number[] };

/** An input or output of a graph; an axis of free size has a name, or undefined. */
export interface TensorInfo {
  readonly name: string;
  readonly type: string;
  readonly dims: readonly (number | string | undefined)[];
}

/** A loaded graph. */
export interface Session {
  readonly inputs: readonly TensorInfo[];
  readonly outputs: readonly TensorInfo[];
  /** Runs the graph for the named outputs, all of them float32. Blocks its thread while it computes. */
  run(
    feeds: Readonly<Record<string, Feed>>,
    outputs: readonly string[],
  ): Promise<Record<string, Float32Array>>;
  /** Frees the graph's memory; no run may follow. */
  close(): Promise<void>;
}

const options: InferenceSession.SessionOptions = {
  executionProviders: ['cpu'],
  executionMode: 'sequential',
  graphOptimizationLevel: 'all',
  // One sentence is too little work to share between threads, and processes or workers share the cores already.
  intraOpNumThreads: 1,
  interOpNumThreads: 1,
  // Batches have ever new shapes: what is kept for each is memory that grows, and saves no time (measured).
  enableMemPattern: false,
  enableCpuMemArena: false,
  // Errors come as exceptions; onnxruntime would print them as well.
  logSeverityLevel: 4,
};

/** Loads an ONNX graph from the bytes of its file; rejects with onnxruntime's message if it is not valid. */
export async function openSession(model: Uint8Array): Promise<Session> {
  // onnxruntime takes no memory that threads share.
  const session = await InferenceSession.create(model.slice(), options);
  return {
    inputs: session.inputMetadata.map(tensorInfo),
    outputs: session.outputMetadata.map(tensorInfo),
    async run(feeds, outputs) {
      const tensors = Object.entries(feeds).map(([name, feed]) => [name, tensorOf(feed)] as const);
      const results = await native(() => session.run(Object.fromEntries(tensors), [...outputs]));
      return Object.fromEntries(outputs.map((name) => [name, results[name]!.data as Float32Array]));
    },
    close: () => session.release(),
  };
}

/** A graph that is loaded when it is first needed. */
export class LazySession {
  readonly #model: Uint8Array;
  #session: Promise<Session> | undefined;

  constructor(model: Uint8Array) {
    this.#model = model;
  }

  /** The loaded graph. */
  get(): Promise<Session> {
    this.#session ??= openSession(this.#model);
    return this.#session;
  }

  /** Frees the graph's memory, if it was loaded. */
  async close(): Promise<void> {
    const session = await this.#session;
    await session?.close();
  }
}

function tensorOf(feed: Feed): Tensor {
  return feed.type === 'int32'
    ? new Tensor('int32', feed.data, feed.dims)
    : new Tensor('float32', feed.data, feed.dims);
}

function tensorInfo(metadata: InferenceSession.ValueMetadata): TensorInfo {
  const { name } = metadata;
  return metadata.isTensor
    ? { name, type: metadata.type, dims: metadata.shape.map((size) => size || undefined) }
    : { name, type: 'not a tensor', dims: [] };
}
