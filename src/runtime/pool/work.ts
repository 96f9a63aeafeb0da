/** What is counted of one answer. */
export interface Counts {
  readonly tokens: number;
  /** Tokens that the vocabulary lacks. */
  readonly unknown: number;
  readonly slots: number;
  /** Slots of which the model is not sure: confidence below one half. */
  readonly unsure: number;
}

/** Appends counts to a flat list. */
export function flatten({ tokens, unknown, slots, unsure }: Counts, list: number[]): void {
  list.push(tokens, unknown, slots, unsure);
}

/** The counts of answer `index` in a flat list. */
export function countsAt(list: readonly number[], index: number): Counts {
  const at = index * 4;
  return { tokens: list[at]!, unknown: list[at + 1]!, slots: list[at + 2]!, unsure: list[at + 3]! };
}

/** What a worker answers to a batch, in the order of its requests. */
export interface BatchResult {
  /** The answers as JSON: text is what passes between threads for least. */
  readonly bodies: readonly string[];
  /** Four numbers for each answer, as `flatten` puts them: plain numbers pass between threads for least. */
  readonly counts: readonly number[];
  /** Milliseconds of text to tensors, of the graph, and of scores to answers. */
  readonly encode: number;
  readonly run: number;
  readonly decode: number;
}

/** A model as a worker holds it. */
export interface WorkerModel {
  answer(requests: readonly unknown[]): Promise<BatchResult>;
}
