import type { Chunk, DecodedChunk } from '../../decoding/decode.ts';
import { marginals } from '../../decoding/marginals.ts';
import { type Reading, readErased, readingsOf } from '../tokens/erasure.ts';
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

/** A reading, and the probability of each chosen chunk that it begins where it does and reaches as far. */
interface Read extends Reading<Explainable> {
  readonly chances: readonly number[];
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
  const readings = texts.map((text) => readingsOf(text, erasedOf(text)));
  const read = await readAll(network, readings.flat(), laps);
  let next = 0;
  return texts.map(({ chosen }, place) => {
    const own = read.slice(next, next + readings[place]!.length);
    next += own.length;
    return chosen.map((chunk, c) => ({ chunk, words: effectsOn(c, own) }));
  });
}

/** The tokens that are outside some chunk. */
function erasedOf({ tokens, chosen }: Explainable): number[] {
  return [...tokens.keys()].filter((t) => chosen.some((chunk) => !isInside(chunk, t)));
}

/** Runs the graph on the readings; gives them in their order. */
async function readAll(
  network: TaggerNetwork,
  readings: readonly Reading<Explainable>[],
  laps: Laps,
): Promise<Read[]> {
  const { labels, session, slots, table, vectors } = network;
  const all: Read[] = [];
  await readErased(readings, { vectors, budget: runBudget }, async (batch, seen, places) => {
    const sentences = batch.map(({ text }) => text);
    const feeds = encodeVectors(sentences, seen, slots);
    laps.end('encode');
    const { scores } = await session.run(feeds, ['scores']);
    laps.end('run');
    for (const [b, reading] of batch.entries()) {
      const { tokens, chosen, decoded } = reading.text;
      const size = { batch: batch.length, length: tokens.length, labels: labels.length };
      const probabilities = marginals(scoresOf(scores!, b, size), table);
      const chances = chosen.map(({ first, last }) =>
        probabilities.reaches(decoded.labels[first]!, first, last),
      );
      all[places[b]!] = { ...reading, chances };
    }
    laps.end('decode');
  });
  return all;
}

/** What the tokens do for chunk `c` of the chosen ones; the first reading is the whole text. */
function effectsOn(c: number, [whole, ...others]: readonly Read[]): TokenEffect[] {
  const outside = others.filter(({ text, erased }) => !isInside(text.chosen[c]!, erased));
  return outside.map(({ erased, chances }) => ({ token: erased, effect: whole!.chances[c]! - chances[c]! }));
}

function isInside({ first, last }: Chunk, token: number): boolean {
  return token >= first && token <= last;
}
