import type { Feed } from '../../runtime/session.ts';
import { candidatesOf } from './candidates.ts';
import type { Document } from './document.ts';
import type { Rater } from './rater.ts';
import { leastProbability, type RatedSpan } from './spans.ts';
import type { Window } from './windows.ts';

/** A place of a candidate phrase in its document. */
export interface CandidatePlace {
  readonly key: string;
  readonly first: number;
  readonly last: number;
}

/** All places of all candidates of a document. */
export function placesOfCandidates(document: Document, maxWords: number): CandidatePlace[] {
  return candidatesOf(document, { maxWords }).flatMap(({ key, occurrences }) =>
    occurrences.map(({ first, last }) => ({ key, first, last })),
  );
}

/** Of these places those that a window speaks for, and that end in it. */
export function placesIn(places: readonly CandidatePlace[], { from, to, end }: Window): CandidatePlace[] {
  return places.filter(({ first, last }) => first >= from && first < to && last < end);
}

/** Candidates of windows as feeds: `firsts` and `lasts` int32 `[batch, candidates]`, from the window's start; -1 for none. */
export function encodeCandidates(
  windows: readonly Window[],
  places: readonly (readonly CandidatePlace[])[],
): Record<'firsts' | 'lasts', Feed & { readonly type: 'int32' }> {
  const candidates = Math.max(1, ...places.map(({ length }) => length));
  const feed = (token: (place: CandidatePlace) => number): Feed & { readonly type: 'int32' } => {
    const data = new Int32Array(windows.length * candidates).fill(-1);
    for (const [b, own] of places.entries()) {
      for (const [c, place] of own.entries()) data[b * candidates + c] = token(place) - windows[b]!.start;
    }
    return { type: 'int32', data, dims: [windows.length, candidates] };
  };
  return { firsts: feed(({ first }) => first), lasts: feed(({ last }) => last) };
}

/** Candidates that a window has for each of its tokens at most: twice what prose has, less than Chinese characters would. */
const mostPerToken = 2;

/** So many places of phrases at most, the longest left out, in the order in which they were. */
function shortest(places: CandidatePlace[], most: number): CandidatePlace[] {
  if (places.length <= most) return places;
  const lengths = places.map(({ first, last }) => last - first).sort((a, b) => a - b);
  const limit = lengths[most]!;
  return places.filter(({ first, last }) => last - first < limit);
}

/** Rates candidate phrases, each place by itself. */
export function scorerRater(documents: readonly Document[], maxWords: number): Rater {
  const places = documents.map((document) =>
    placesOfCandidates(document, maxWords).sort((a, b) => a.first - b.first),
  );
  const rated = documents.map((): RatedSpan[] => []);
  // What is asked of a window is needed again when its answer comes.
  const asked = new Map<Window, CandidatePlace[]>();
  const ask = (window: Window): CandidatePlace[] => {
    const own = placesIn(between(places[window.document]!, window), window);
    const chosen = shortest(own, mostPerToken * (window.end - window.start));
    asked.set(window, chosen);
    return chosen;
  };
  return {
    outputs: ['logits'],
    feeds: (windows) => encodeCandidates(windows, windows.map(ask)),
    take(windows, { logits }) {
      const width = logits!.length / windows.length;
      for (const [b, window] of windows.entries()) {
        const { document } = window;
        for (const [c, place] of asked.get(window)!.entries()) {
          const probability = 1 / (1 + Math.exp(-logits![b * width + c]!));
          if (probability >= leastProbability) rated[document]!.push({ ...place, probability });
        }
      }
    },
    spans: () => rated,
  };
}

/** The sorted places that begin in what a window speaks for: a long document has too many to look at all of them. */
function between(sorted: readonly CandidatePlace[], { from, to }: Window): CandidatePlace[] {
  return sorted.slice(lowerBound(sorted, from), lowerBound(sorted, to));
}

/** The number of the first place that begins at `token` or behind it. */
function lowerBound(sorted: readonly CandidatePlace[], token: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]!.first < token) low = middle + 1;
    else high = middle;
  }
  return low;
}
