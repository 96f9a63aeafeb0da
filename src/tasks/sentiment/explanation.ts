import { readErased, readingsOf } from '../tokens/erasure.ts';
import type { Laps } from '../tokens/laps.ts';
import { judgeBatch, type SentimentNetwork } from './infer.ts';
import type { NetworkJudgement } from './model.ts';
import { positiveOf } from './result.ts';
import { mostExplainedWork } from './size.ts';

/**
 * Explanation by erasure (Li, Monroe and Jurafsky 2016): for every token of each text, how much less likely `positive` is,
 * after calibration, if the token is one of which nothing is known. Above zero it speaks for positive, below for negative.
 */
export async function effectsOf(
  network: SentimentNetwork,
  texts: readonly NetworkJudgement[],
  temperature: number,
  laps: Laps,
): Promise<number[][]> {
  const readings = texts.flatMap((text) => readingsOf(text, [...text.tokens.keys()]));
  const chances: number[] = [];
  const { vectors } = network;
  await readErased(readings, { vectors, budget: mostExplainedWork }, async (batch, seen, places) => {
    const texts = batch.map(({ text: { tokens }, erased }, b) => ({ tokens, erased, vectors: seen[b]! }));
    const said = await judgeBatch(network, texts, laps);
    for (const [b, { logits }] of said.entries()) chances[places[b]!] = positiveOf(logits, temperature);
    laps.end('decode');
  });
  let next = 0;
  return texts.map(({ tokens }) => {
    if (tokens.length === 0) return [];
    const whole = chances[next]!;
    const without = chances.slice(next + 1, next + 1 + tokens.length);
    next += 1 + tokens.length;
    return without.map((chance) => whole - chance);
  });
}
