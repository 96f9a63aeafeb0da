import type { Feeds } from '../../training/session.ts';
import { eachOfRow, type SparseRows } from './sparse-rows.ts';

/** What a teacher thinks of each training example, written as it is and, if that was asked, in lower case. */
export interface Opinions {
  readonly asWritten: Opinion;
  readonly lowerCased: Opinion | undefined;
}

/** Probabilities, a row an example; what is too unlikely to matter is left out. */
export interface Opinion {
  /** Of labels, at `token * labels + label`. */
  readonly labels: SparseRows;
  /** Of transitions, summed over the sentence, at `from * (labels + 1) + to`; index `labels` is its border. */
  readonly arcs: SparseRows;
}

/** A training example by its number, and whether its letter case is hidden. */
export interface Shown {
  readonly index: number;
  readonly lowerCased: boolean;
}

/**
 * Opinions of a batch as feeds: `teacher` float32 `[time, batch, labels]`, and for a CRF `teacher_arcs` float32
 * `[labels + 1, labels + 1]`, summed over the batch.
 */
export function encodeOpinions(
  shown: readonly Shown[],
  { asWritten, lowerCased }: Opinions,
  { time, labels }: { readonly time: number; readonly labels: number },
) {
  const batch = shown.length;
  const states = labels + 1;
  const teacher = new Float32Array(time * batch * labels);
  const arcs = new Float32Array(states * states);
  for (const [b, { index, lowerCased: hidden }] of shown.entries()) {
    const opinion = hidden ? lowerCased! : asWritten;
    eachOfRow(opinion.labels, index, (place, p) => {
      const t = Math.floor(place / labels);
      teacher[(t * batch + b) * labels + (place % labels)] = p;
    });
    eachOfRow(opinion.arcs, index, (place, p) => {
      arcs[place]! += p;
    });
  }
  return {
    teacher: { data: teacher, dims: [time, batch, labels] },
    teacher_arcs: { data: arcs, dims: [states, states] },
  } satisfies Feeds;
}
