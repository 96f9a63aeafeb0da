import { marginals } from './marginals.ts';
import type { TransitionTable } from './transitions.ts';
import { viterbi } from './viterbi.ts';

/** One labelled stretch of tokens: `B-x` at `first`, `I-x` up to and including `last`. */
export interface Chunk {
  readonly slot: string;
  readonly first: number;
  readonly last: number;
}

/** A chunk with the probability that exactly it is there. */
export interface DecodedChunk extends Chunk {
  readonly confidence: number;
}

/** The best label sequence of one sentence with its probabilities under the CRF. */
export interface DecodedSentence {
  /** Label numbers, `[time]`. */
  readonly labels: Int32Array;
  /** P(label) at each token, `[time]`. */
  readonly confidences: Float64Array;
  readonly chunks: readonly DecodedChunk[];
}

/** Decodes `scores` `[time, labels]` (time may be 0): Viterbi for the labels, forward-backward for probabilities. */
export function decode(scores: Float32Array, table: TransitionTable): DecodedSentence {
  const labels = viterbi(scores, table);
  if (labels.length === 0) return { labels, confidences: new Float64Array(0), chunks: [] };
  const probabilities = marginals(scores, table);
  const confidences = Float64Array.from(labels, (label, t) => probabilities.label(t, label));
  const chunks = chunksOf(labels, table.constraint.labels).map((chunk) => ({
    ...chunk,
    confidence: probabilities.chunk(labels[chunk.first]!, chunk.first, chunk.last),
  }));
  return { labels, confidences, chunks };
}

/** The chunks of a label sequence that obeys BIO, in order; `names` are the label names. */
export function chunksOf(labels: Int32Array, names: readonly string[]): Chunk[] {
  const chunks: { slot: string; first: number; last: number }[] = [];
  for (const [t, label] of labels.entries()) {
    const name = names[label]!;
    if (name.startsWith('B-')) chunks.push({ slot: name.slice(2), first: t, last: t });
    else if (name.startsWith('I-')) chunks.at(-1)!.last = t;
  }
  return chunks;
}
