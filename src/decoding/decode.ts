import { type Marginals, marginals } from './marginals.ts';
import type { SentenceScores } from './scores.ts';
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
  readonly confidences: readonly number[];
  readonly chunks: readonly DecodedChunk[];
}

/** Decodes a sentence: the best labels under BIO, with probabilities from forward-backward. */
export function decode(scores: SentenceScores, table: TransitionTable): DecodedSentence {
  const { time } = scores;
  if (time === 0) return { labels: new Int32Array(0), confidences: [], chunks: [] };
  const probabilities = marginals(scores, table);
  const labels = likelyLabels(probabilities, time) ?? viterbi(scores, table);
  const confidences: number[] = [];
  for (let t = 0; t < time; t++) confidences.push(probabilities.label(t, labels[t]!));
  const chunks = chunksOf(labels, table.constraint.labels).map(
    ({ slot, first, last }): DecodedChunk => ({
      slot,
      first,
      last,
      confidence: probabilities.chunk(labels[first]!, first, last),
    }),
  );
  return { labels, confidences, chunks };
}

/** How much the labels of `likelyLabels` may leave out together: one half, less what rounding could ever amount to. */
const doubt = 0.499;

/**
 * The labels that each are likelier than all others at their token, if together they leave out less than half of the
 * probability: as a sequence they then have more than half, so they are what Viterbi would find, and obey BIO.
 */
function likelyLabels(probabilities: Marginals, time: number): Int32Array | undefined {
  const labels = new Int32Array(time);
  let left = 0;
  for (let t = 0; t < time && left < doubt; t++) {
    labels[t] = probabilities.majority(t);
    left += labels[t]! < 0 ? 1 : 1 - probabilities.label(t, labels[t]!);
  }
  return left < doubt ? labels : undefined;
}

/** The chunks of a label sequence that obeys BIO, in order; `names` are the label names. */
export function chunksOf(labels: Int32Array, names: readonly string[]): Chunk[] {
  const chunks: { slot: string; first: number; last: number }[] = [];
  for (let t = 0; t < labels.length; t++) {
    const name = names[labels[t]!]!;
    if (name.startsWith('B-')) chunks.push({ slot: name.slice(2), first: t, last: t });
    else if (name.startsWith('I-')) chunks.at(-1)!.last = t;
  }
  return chunks;
}
