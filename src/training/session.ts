import { InferenceSession, Tensor } from 'onnxruntime-node';
import { disableTelemetry } from '../runtime/telemetry.ts';

// As the module loads: in a worker thread it is too late, for a thread has only a copy of the environment.
disableTelemetry();

/** A tensor to feed: int32 or float32 numbers and their axes. */
export interface Feed {
  readonly data: Float32Array | Int32Array;
  readonly dims: readonly number[];
}

/** Tensors to feed by name. */
export type Feeds = Readonly<Record<string, Feed>>;

/** A tensor that a graph put out. */
export interface Output {
  readonly data: Float32Array;
  readonly dims: readonly number[];
}

/** A graph loaded for training: one thread, since data-parallel workers use the cores better than threads do. */
export class TrainingSession {
  readonly #session: InferenceSession;

  private constructor(session: InferenceSession) {
    this.#session = session;
  }

  /** Loads the bytes of a model. */
  static async create(model: Uint8Array): Promise<TrainingSession> {
    const session = await InferenceSession.create(model, {
      // More than one would make ScatterND, the gradient of look-ups, lose updates (onnxruntime 1.30).
      intraOpNumThreads: 1,
      interOpNumThreads: 1,
      executionMode: 'sequential',
      graphOptimizationLevel: 'all',
    });
    return new TrainingSession(session);
  }

  /** Runs the graph; arrays given in `into` receive the outputs of their names in place. */
  async run(feeds: Feeds, into: Feeds = {}): Promise<Record<string, Output>> {
    const fetches = Object.fromEntries(
      this.#session.outputNames.map((name) => [name, name in into ? tensor(into[name]!) : null]),
    );
    const given = Object.fromEntries(Object.entries(feeds).map(([name, feed]) => [name, tensor(feed)]));
    const outputs = await this.#session.run(given, fetches);
    return Object.fromEntries(
      Object.entries(outputs).map(([name, { data, dims }]) => [name, { data: data as Float32Array, dims }]),
    );
  }

  /** Frees what the session holds. */
  async release(): Promise<void> {
    await this.#session.release();
  }
}

function tensor({ data, dims }: Feed): Tensor {
  return data instanceof Float32Array ? new Tensor('float32', data, dims) : new Tensor('int32', data, dims);
}
