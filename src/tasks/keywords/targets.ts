import type { Feeds } from '../../training/session.ts';
import type { Example } from './examples.ts';
import { labelNames } from './labels.ts';
import type { Method } from './method.ts';
import { encodeCandidates } from './scorer-rater.ts';

/** What a batch of windows is taught, by method: the feeds of the training graph that serving has not. */
export const encodeTargets: Readonly<Record<Method, (examples: readonly Example[]) => Feeds>> = {
  tagger: encodeLabels,
  scorer: encodeWanted,
};

/** `gold` int32 `[time, batch, 1]`, and the `arcs` of the CRF, int32 `[time + 1, batch]`, -1 for none. */
function encodeLabels(examples: readonly Example[]): Feeds {
  const labels = labelNames.length;
  const batch = examples.length;
  const time = Math.max(...examples.map(({ gold }) => gold.length));
  const gold = new Int32Array(time * batch);
  const arcs = new Int32Array((time + 1) * batch).fill(-1);
  for (const [b, example] of examples.entries()) {
    let from = labels;
    for (const [t, label] of [...example.gold, labels].entries()) {
      if (label < labels) gold[t * batch + b] = label;
      arcs[t * batch + b] = from * (labels + 1) + label;
      from = label;
    }
  }
  return { gold: { data: gold, dims: [time, batch, 1] }, arcs: { data: arcs, dims: [time + 1, batch] } };
}

/**
 * The candidates, and `wanted` and `weights`, float32 `[batch, candidates]`. The places of one phrase in a window count
 * as much as one, so that a word that comes again and again does not drown the others.
 */
function encodeWanted(examples: readonly Example[]): Feeds {
  const places = examples.map(({ candidates }) => candidates);
  const windows = examples.map(({ tokens }) => {
    return { document: 0, start: 0, end: tokens.length, from: 0, to: tokens.length };
  });
  const { firsts, lasts } = encodeCandidates(windows, places);
  const [, width] = firsts.dims as [number, number];
  const wanted = new Float32Array(firsts.data.length);
  const weights = new Float32Array(firsts.data.length);
  for (const [b, own] of places.entries()) {
    const counts = new Map<string, number>();
    for (const { key } of own) counts.set(key, (counts.get(key) ?? 0) + 1);
    for (const [c, place] of own.entries()) {
      wanted[b * width + c] = Number(place.wanted);
      weights[b * width + c] = 1 / counts.get(place.key)!;
    }
  }
  const dims = firsts.dims;
  return { firsts, lasts, wanted: { data: wanted, dims }, weights: { data: weights, dims } };
}
