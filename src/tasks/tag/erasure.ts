import type { Chunk, DecodedChunk } from '../../decoding/decode.ts';
import { marginals } from '../../decoding/marginals.ts';
import { groupByLength } from '../tokens/grouping.ts';
import type { Laps } from '../tokens/laps.ts';
import { encodeVectors } from './encode.ts';
import type { Inferred, TaggerNetwork } from './infer.ts';
import { scoresOf } from './scores.ts';
import { mostExplainedTokens } from './size.ts';

/** A tagged text, and those of its chunks that are to be explained. */
export interface Explainable extends Inferred {
  readonly requested: readonly string[] | undefined;
  readonly chosen: readonly DecodedChunk[];
}

/** A chunk, and what each token outside it does for it. */
export interface ExplainedChunk {
  readonly chunk: DecodedChunk;
  /** In the order of the tokens. */
  readonly words: readonly TokenEffect[];
}

/** How much less likely a chunk is without a token. */
export interface TokenEffect {
  readonly token: number;
  readonly effect: number;
}

/** A text as the network reads it: with token `erased` replaced by one of which nothing is known, or whole (-1). */
interface Reading {
  readonly text: Explainable;
  readonly erased: number;
  /** The probability that each chosen chunk begins where it does and reaches as far, once the network has read it. */
  chances: readonly number[];
}

/** Padded tokens of one run: what the longest text needs. */
const runBudget = mostExplainedTokens * (mostExplainedTokens + 1);

/**
 * Explanation by erasure (Li, Monroe and Jurafsky 2016). The effect of a token is how much less likely it is, if the
 * token is one of which nothing is known, that the chunk begins where it does and reaches as far as it does. Where it
 * ends is left open, since an unknown word after a name is mostly taken for the end of the name.
 */
export async function explainByErasure(
  network: TaggerNetwork,
  texts: readonly Explainable[],
  laps: Laps,
): Promise<ExplainedChunk[][]> {
  const readings = texts.map(readingsOf);
  await readAll(network, readings.flat(), laps);
  return texts.map(({ chosen }, place) =>
    chosen.map((chunk, c) => ({ chunk, words: effectsOn(c, readings[place]!) })),
  );
}

/** The whole text, and the text without each token that is outside some chunk. */
function readingsOf(text: Explainable): Reading[] {
  const erased = [...text.tokens.keys()].filter((t) => text.chosen.some((chunk) => !isInside(chunk, t)));
  return erased.length === 0 ? [] : [-1, ...erased].map((each) => ({ text, erased: each, chances: [] }));
}

/** Runs the graph on the readings, those of like length together, and fills in their chances. */
async function readAll(network: TaggerNetwork, readings: readonly Reading[], laps: Laps): Promise<void> {
  const { labels, session, slots, table, vectors } = network;
  const nothing = await vectors.nothing();
  const groups = groupByLength(
    readings.map(({ text }) => text.tokens.length),
    runBudget,
  );
  for (const group of groups) {
    const batch = group.map((index) => readings[index]!);
    const seen = batch.map(({ text, erased }) =>
      erased < 0 ? text.vectors : text.vectors.with(erased, nothing),
    );
    const feeds = encodeVectors(
      batch.map(({ text }) => text),
      seen,
      slots,
    );
    laps.end('encode');
    const { scores } = await session.run(feeds, ['scores']);
    laps.end('run');
    for (const [b, reading] of batch.entries()) {
      const { tokens, chosen, decoded } = reading.text;
      const size = { batch: batch.length, length: tokens.length, labels: labels.length };
      const probabilities = marginals(scoresOf(scores!, b, size), table);
      reading.chances = chosen.map(({ first, last }) =>
        probabilities.reaches(decoded.labels[first]!, first, last),
      );
    }
    laps.end('decode');
  }
}

/** What the tokens do for chunk `c` of the chosen ones; the first reading is the whole text. */
function effectsOn(c: number, [whole, ...others]: readonly Reading[]): TokenEffect[] {
  const outside = others.filter(({ text, erased }) => !isInside(text.chosen[c]!, erased));
  return outside.map(({ erased, chances }) => ({ token: erased, effect: whole!.chances[c]! - chances[c]! }));
}

function isInside({ first, last }: Chunk, token: number): boolean {
  return token >= first && token <= last;
}
