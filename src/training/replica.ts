import type { ParameterSpec } from '../nn/parameters.ts';
import { type Clipping, normFactor, scaleAndClipValue } from '../optim/clipping.ts';
import type { Optimizer } from '../optim/optimizer.ts';
import type { Exchange } from './exchange.ts';
import { type Feeds, type Output, TrainingSession } from './session.ts';
import { WeightLayout } from './weights.ts';

/** What a replica trains: the graphs, and the names under which gradients come out of the first. */
export interface ReplicaModels {
  readonly training: Uint8Array;
  readonly scoring: Uint8Array;
  readonly parameters: readonly ParameterSpec[];
  readonly gradientName: (parameter: string) => string;
}

/** How a replica updates its weights. */
export interface UpdateSettings {
  readonly optimizer: Optimizer;
  readonly clipping: Clipping;
  /** Of the running mean of the weights; 0 makes it the weights themselves. */
  readonly averaging: number;
}

/** The numbers of one step that the loop decides. */
export interface StepSettings {
  /** Steps made before this one. */
  readonly step: number;
  readonly learningRate: number;
  /** What summed gradients are multiplied by: one over the examples of the whole batch. */
  readonly scale: number;
}

/** What came of a step, over all workers. */
export interface StepResult {
  readonly loss: number;
  /** The norm of the gradient before it was clipped by norm. */
  readonly gradientNorm: number;
}

/** One worker's copy of the network: computes gradients of its share of a batch, and updates its share of weights. */
export class Replica {
  readonly #exchange: Exchange;
  readonly #settings: UpdateSettings;
  readonly #layout: WeightLayout;
  readonly #training: TrainingSession;
  readonly #scoring: TrainingSession;
  // onnxruntime refuses shared memory, so each replica computes on private copies.
  readonly #weights: Float32Array;
  readonly #gradient: Float32Array;
  readonly #segment: Float32Array;
  readonly #fed: Feeds;
  readonly #into: Feeds;

  private constructor(
    exchange: Exchange,
    settings: UpdateSettings,
    models: ReplicaModels,
    sessions: readonly [TrainingSession, TrainingSession],
  ) {
    this.#exchange = exchange;
    this.#settings = settings;
    [this.#training, this.#scoring] = sessions;
    this.#layout = new WeightLayout(models.parameters);
    this.#weights = new Float32Array(this.#layout.total);
    this.#gradient = new Float32Array(this.#layout.total);
    this.#segment = new Float32Array(exchange.end - exchange.start);
    this.#fed = this.#layout.feeds(this.#weights);
    this.#into = this.#layout.feeds(this.#gradient, models.gradientName);
    this.refresh();
  }

  /** Loads the graphs. */
  static async create(exchange: Exchange, settings: UpdateSettings, models: ReplicaModels): Promise<Replica> {
    const sessions = [
      await TrainingSession.create(models.training),
      await TrainingSession.create(models.scoring),
    ] as const;
    return new Replica(exchange, settings, models, sessions);
  }

  /** Takes the shared weights over: after they were set from outside, and after each step. */
  refresh(): void {
    this.#weights.set(this.#exchange.state.weights);
  }

  /** One step of all replicas together. `feeds` is this one's share; undefined when the batch was too small for it. */
  async step(feeds: Feeds | undefined, settings: StepSettings): Promise<StepResult> {
    const { state, worker } = this.#exchange;
    const { clipping } = this.#settings;
    let loss = 0;
    if (feeds) loss = (await this.#training.run({ ...this.#fed, ...feeds }, this.#into)).loss!.data[0]!;
    else this.#gradient.fill(0);
    state.gradients[worker]!.set(this.#gradient);
    const total = this.#exchange.sum(0, loss);
    this.#exchange.reduce(this.#segment);
    const squares = scaleAndClipValue(this.#segment, settings.scale, clipping);
    const gradientNorm = Math.sqrt(this.#exchange.sum(1, squares));
    // Weights stay as they are when the loss or gradient is not a number: the last good ones are worth keeping.
    if (Number.isFinite(total) && Number.isFinite(gradientNorm)) this.#update(gradientNorm, settings);
    this.#exchange.meet();
    this.refresh();
    return { loss: total, gradientNorm };
  }

  /** Runs the scoring graph with the averaged weights as they are now, however often it is called. */
  scorer(): (feeds: Feeds) => Promise<Record<string, Output>> {
    const weights = this.#layout.feeds(Float32Array.from(this.#exchange.state.average));
    return (feeds) => this.#scoring.run({ ...weights, ...feeds });
  }

  #update(gradientNorm: number, { step, learningRate }: StepSettings): void {
    const { state, start, end } = this.#exchange;
    const { optimizer, clipping, averaging } = this.#settings;
    const factor = normFactor(gradientNorm, clipping);
    const gradient = this.#segment;
    if (factor !== 1) for (let i = 0; i < gradient.length; i++) gradient[i]! *= factor;
    const weights = state.weights.subarray(start, end);
    const slots = state.slots.map((slot) => slot.subarray(start, end));
    optimizer.update({ weights, gradient, slots, learningRate, step });
    const average = state.average.subarray(start, end);
    // A short memory at first, so that the mean forgets the random first weights.
    const keep = Math.min(averaging, (1 + step) / (10 + step));
    if (averaging === 0) average.set(weights);
    else for (let i = 0; i < weights.length; i++) average[i] = keep * average[i]! + (1 - keep) * weights[i]!;
  }

  /** Frees the sessions. */
  async release(): Promise<void> {
    await Promise.all([this.#training.release(), this.#scoring.release()]);
  }
}
