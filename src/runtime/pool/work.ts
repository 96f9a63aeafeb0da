/** What is counted of one answer. */
export interface Counts {
  readonly tokens: number;
  /** Tokens that the vocabulary lacks. */
  readonly unknown: number;
  readonly slots: number;
  /** Slots of which the model is not sure: confidence below one half. */
  readonly unsure: number;
}

/** How many numbers a flat list of counts has for each answer. */
export const countsPerAnswer = 4;

/** Puts the counts of answer `index` into a flat list. */
export function putCounts(list: number[], index: number, counts: Counts): void {
  const at = index * countsPerAnswer;
  list[at] = counts.tokens;
  list[at + 1] = counts.unknown;
  list[at + 2] = counts.slots;
  list[at + 3] = counts.unsure;
}

/** The counts of answer `index` in a flat list. */
export function countsAt(list: readonly number[], index: number): Counts {
  const at = index * countsPerAnswer;
  return { tokens: list[at]!, unknown: list[at + 1]!, slots: list[at + 2]!, unsure: list[at + 3]! };
}

/** What a worker answers to a batch, in the order of its requests. */
export interface BatchResult {
  /** The answers as JSON: text is what passes between threads for least. */
  readonly bodies: readonly string[];
  /** Four numbers for each answer, as `putCounts` puts them: plain numbers pass between threads for least. */
  readonly counts: readonly number[];
  /** Milliseconds of text to tensors, of the graph, and of scores to answers. */
  readonly encode: number;
  readonly run: number;
  readonly decode: number;
}

/** That a batch took its thread so long that it was given up. */
export class HungError extends Error {
  override readonly name = 'HungError';

  constructor() {
    super('a worker takes too long');
  }
}

/** A model as a worker holds it. */
export interface WorkerModel {
  answer(requests: readonly unknown[]): Promise<BatchResult>;
}
