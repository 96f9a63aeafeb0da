import type { Feed } from '../../runtime/session.ts';
import { groupByLength } from '../tokens/grouping.ts';
import type { Document } from './document.ts';
import type { Method } from './method.ts';
import { encodePlaces } from './place.ts';
import { scorerRater } from './scorer-rater.ts';
import type { RatedSpan } from './spans.ts';
import { taggerRater } from './tagger-rater.ts';
import { type Window, type WindowSize, windowsOf } from './windows.ts';

/** What a method asks of the graph about windows, and what it makes of the answers. */
export interface Rater {
  /** The outputs of the graph that it needs. */
  readonly outputs: readonly string[];
  /** The feeds that only this method has. */
  feeds(windows: readonly Window[]): Record<string, Feed>;
  /** Takes what the graph said of a batch of windows. */
  take(windows: readonly Window[], outputs: Readonly<Record<string, Float32Array>>): void;
  /** When all windows were taken: the rated spans of each document. */
  spans(): RatedSpan[][];
}

/** How each method rates the spans of documents. A new one is a line here. */
const raters: Readonly<Record<Method, (documents: readonly Document[], maxWords: number) => Rater>> = {
  tagger: taggerRater,
  scorer: scorerRater,
};

/** How documents are read and rated. */
export interface RatingOptions {
  readonly method: Method;
  /** Words of a phrase at most. */
  readonly maxWords: number;
  readonly window: WindowSize;
}

/** Runs the graph: `feeds` has all but what tells the tokens of the windows. */
export type RunWindows = (
  windows: readonly Window[],
  feeds: Record<string, Feed>,
  outputs: readonly string[],
) => Promise<Readonly<Record<string, Float32Array>>>;

/** Padded tokens of one run. */
const runBudget = 4096;

/** Rates the spans of documents, in batches of windows of like length. */
export async function rateDocuments(
  documents: readonly Document[],
  { method, maxWords, window }: RatingOptions,
  run: RunWindows,
): Promise<RatedSpan[][]> {
  const rater = raters[method](documents, maxWords);
  const windows = windowsOf(documents, window);
  const groups = groupByLength(
    windows.map(({ start, end }) => end - start),
    runBudget,
  );
  for (const group of groups) {
    const batch = group.map((index) => windows[index]!);
    const places = batch.map(({ document, start, end }) => documents[document]!.places.slice(start, end));
    const feeds = { places: encodePlaces(places), ...rater.feeds(batch) };
    rater.take(batch, await run(batch, feeds, rater.outputs));
  }
  return rater.spans();
}
