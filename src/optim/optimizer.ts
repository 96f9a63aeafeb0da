/** A part of the flat weights, from `start` up to `end`, and the gradient of the same part. */
export interface Update {
  readonly weights: Float32Array;
  readonly gradient: Float32Array;
  /** The optimiser's memory, laid out as the weights. */
  readonly slots: readonly Float32Array[];
  readonly learningRate: number;
  /** Updates made before this one. */
  readonly step: number;
}

/** A rule that changes weights in place by a gradient; each weight is changed on its own. */
export interface Optimizer {
  /** How many numbers it remembers for each weight. */
  readonly slots: number;
  readonly update: (update: Update) => void;
}
