/** What is counted of one answer. */
export interface Counts {
  readonly tokens: number;
  /** Tokens that the vocabulary lacks. */
  readonly unknown: number;
  readonly slots: number;
  /** Slots of which the model is not sure: confidence below one half. */
  readonly unsure: number;
}

/** What a worker answers to a batch, in the order of its requests. */
export interface BatchResult {
  /** The answers as JSON: text is what passes between threads for least. */
  readonly bodies: readonly string[];
  readonly counts: readonly Counts[];
  /** Milliseconds of text to tensors, of the graph, and of scores to answers. */
  readonly encode: number;
  readonly run: number;
  readonly decode: number;
}

/** A model as a worker holds it. */
export interface WorkerModel {
  answer(requests: readonly unknown[]): Promise<BatchResult>;
}
