import type { Session } from '../../runtime/session.ts';
import { tokenize } from '../../text/tokenizer.ts';
import { encodeTokenVectors } from '../tokens/encode.ts';
import { groupByLength } from '../tokens/grouping.ts';
import { Laps } from '../tokens/laps.ts';
import type { TokenVectors } from '../tokens/token-vectors.ts';
import { classes } from './classes.ts';
import type { NetworkJudgement } from './model.ts';

/** A loaded network. */
export interface SentimentNetwork {
  readonly vectors: TokenVectors;
  readonly session: Session;
}

/** Judges texts in padded batches of like length; gives what was said of them in their order. */
export async function infer(
  { vectors, session }: SentimentNetwork,
  texts: readonly string[],
  laps = new Laps(),
): Promise<NetworkJudgement[]> {
  const tokens = texts.map(tokenize);
  const judged = tokens.map((each): NetworkJudgement => {
    return { tokens: each, unknown: 0, logits: new Float32Array(classes.length) };
  });
  const spoken = [...tokens.keys()].filter((index) => tokens[index]!.length > 0);
  for (const group of groupByLength(spoken.map((index) => tokens[index]!.length))) {
    const indices = group.map((place) => spoken[place]!);
    const batch = await vectors.of(indices.map((index) => tokens[index]!));
    const feeds = encodeTokenVectors(batch);
    laps.end('encode');
    const { logits } = await session.run(feeds, ['logits']);
    laps.end('run');
    for (const [b, index] of indices.entries()) {
      const unknown = batch[b]!.filter((vector) => vector.unknown).length;
      const own = logits!.slice(b * classes.length, (b + 1) * classes.length);
      judged[index] = { tokens: tokens[index]!, unknown, logits: own };
    }
    laps.end('decode');
  }
  return judged;
}
