import { randomSource } from '../../../src/random.ts';
import type { Document } from '../../../src/tasks/keywords/document.ts';
import { labelNames } from '../../../src/tasks/keywords/labels.ts';
import { placeWidth } from '../../../src/tasks/keywords/place.ts';
import type { RunWindows } from '../../../src/tasks/keywords/rater.ts';

/** The score of each label for a token, which depends on its text alone. */
export function labelScores(token: string): number[] {
  const random = randomSource(`token ${token}`);
  return labelNames.map(() => Math.fround(2 * random.normal()));
}

/** Scores between labels, `[4, 4]`; impossible where the network says so. */
export const madeUpTransitions: readonly (readonly number[])[] = (() => {
  const random = randomSource('transitions');
  return Array.from({ length: 4 }, (_, from) =>
    Array.from({ length: 4 }, (_, to) =>
      to === 2 && (from === 0 || from === 3) ? -1e4 : Math.fround(random.normal()),
    ),
  );
})();

/** The logit of a phrase, which depends on its first and last token alone. */
export function phraseLogit(first: string, last: string): number {
  return Math.fround(4 * randomSource(`phrase ${first} ${last}`).normal());
}

/**
 * A graph for the windows of these documents that knows no context, so that it must not matter how they are cut; padding has
 * large scores. It checks that the places of each window come with it.
 */
export function madeUpGraph(documents: readonly Document[]): RunWindows {
  return async (windows, feeds, outputs) => {
    const batch = windows.length;
    const time = Math.max(...windows.map(({ start, end }) => end - start));
    const tokenOf = (b: number, at: number) => {
      const { document, start, end } = windows[b]!;
      return start + at < end ? documents[document]!.tokens[start + at] : undefined;
    };
    const { data: places, dims } = feeds.places!;
    if (`${dims}` !== `${[time, batch, placeWidth]}`) throw new Error(`places of size ${dims}`);
    for (const [b, { document, start }] of windows.entries()) {
      for (let at = 0; tokenOf(b, at) !== undefined; at++) {
        const rows = documents[document]!.places[start + at]!;
        const cell = (at * batch + b) * placeWidth;
        if (rows.some((row, index) => places[cell + index] !== row))
          throw new Error('places of other tokens');
      }
    }
    const results: Record<string, Float32Array> = {
      scores: Float32Array.from(
        Array.from({ length: time }, (_, at) =>
          windows.map((_window, b) => {
            const token = tokenOf(b, at);
            return token ? labelScores(token.text) : [99, 99, 99];
          }),
        ).flat(2),
      ),
      transitions: Float32Array.from(madeUpTransitions.flat()),
    };
    if (feeds.firsts && feeds.lasts) {
      const { firsts, lasts } = feeds;
      const width = firsts.dims[1]!;
      results.logits = Float32Array.from(firsts.data, (first, index) => {
        if (first < 0) return 99;
        const [from, to] = [first, lasts.data[index]!].map((at) => tokenOf(Math.floor(index / width), at));
        if (!from || !to) throw new Error('a candidate is not in its window');
        return phraseLogit(from.text, to.text);
      });
    }
    return Object.fromEntries(outputs.map((name) => [name, results[name]!]));
  };
}
