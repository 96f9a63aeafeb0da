import type { KeywordsManifest } from '../../package/manifest.ts';
import type { Feed, Session } from '../../runtime/session.ts';
import { rounded } from '../tokens/confidence.ts';
import { encodeTokenVectors } from '../tokens/encode.ts';
import { Laps } from '../tokens/laps.ts';
import { ofText } from '../tokens/probe.ts';
import type { TokenVectors } from '../tokens/token-vectors.ts';
import { readDocument } from './document.ts';
import { labelNames } from './labels.ts';
import type { RatedDocument } from './model.ts';
import { type RunWindows, rateDocuments } from './rater.ts';

/** A loaded network. */
export interface KeywordsNetwork {
  readonly vectors: TokenVectors;
  readonly session: Session;
  /** Whether a window by itself gets other bits from the graph than beside another one: then it goes in twice. */
  readonly oddAlone: boolean;
}

/** How a model reads documents. */
export type Reading = Pick<KeywordsManifest, 'method' | 'maxWords' | 'window'>;

/** Rates texts in padded batches of windows of like length; gives what was said of them in their order. */
export async function infer(
  network: KeywordsNetwork,
  texts: readonly string[],
  reading: Reading,
  laps = new Laps(),
): Promise<RatedDocument[]> {
  const documents = texts.map(readDocument);
  const vectors = await network.vectors.of(documents.map(({ tokens }) => tokens));
  const run: RunWindows = async (windows, own, outputs) => {
    const batch = windows.map(({ document, start, end }) => vectors[document]!.slice(start, end));
    const feeds = { ...encodeTokenVectors(batch), ...own };
    laps.end('encode');
    const said = await runTogether(network, feeds, outputs);
    laps.end('run');
    return said;
  };
  const rated = await rateDocuments(documents, reading, run);
  return documents.map((document, index) => ({
    document,
    unknown: vectors[index]!.filter(({ unknown }) => unknown).length,
    spans: rated[index]!.map((span) => ({ ...span, probability: rounded(span.probability) })),
  }));
}

/** The axis of the batch of each feed and output that has it first; all others have it behind that of time. */
const batchFirst = new Set(['lengths', 'firsts', 'lasts', 'logits']);

async function runTogether(
  { session, oddAlone }: KeywordsNetwork,
  feeds: Readonly<Record<string, Feed>>,
  outputs: readonly string[],
): Promise<Record<string, Float32Array>> {
  if (!oddAlone || feeds.lengths!.dims[0] !== 1) return session.run(feeds, outputs);
  const twice = Object.entries(feeds).map(([name, feed]) => [name, doubled(name, feed)] as const);
  const said = await session.run(Object.fromEntries(twice), outputs);
  return Object.fromEntries(Object.entries(said).map(([name, data]) => [name, firstOf(name, data)]));
}

/** The same window twice: a batch of two. */
function doubled(name: string, { type, data, dims }: Feed): Feed {
  const axis = batchFirst.has(name) ? 0 : 1;
  const size = dims.slice(axis + 1).reduce((product, each) => product * each, 1);
  const copy = type === 'int32' ? new Int32Array(2 * data.length) : new Float32Array(2 * data.length);
  for (let from = 0; from < data.length; from += size) {
    copy.set(data.subarray(from, from + size), 2 * from);
    copy.set(data.subarray(from, from + size), 2 * from + size);
  }
  return { type, data: copy, dims: dims.with(axis, 2) } as Feed;
}

/** What was said of the first of two equal windows. */
function firstOf(name: string, data: Float32Array): Float32Array {
  if (name === 'transitions') return data;
  if (batchFirst.has(name)) return data.subarray(0, data.length / 2);
  const size = labelNames.length;
  return ofText(data, 0, { batch: 2, time: data.length / (2 * size), size });
}
