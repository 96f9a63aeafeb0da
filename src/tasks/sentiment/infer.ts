import type { Session } from '../../runtime/session.ts';
import type { NgramSettings } from '../../text/ngrams/schema.ts';
import type { Token } from '../../text/tokenizer.ts';
import { encodeTokenVectors } from '../tokens/encode.ts';
import { groupByLength } from '../tokens/grouping.ts';
import { Laps } from '../tokens/laps.ts';
import { ofText } from '../tokens/probe.ts';
import type { TokenVector, TokenVectors } from '../tokens/token-vectors.ts';
import { classes } from './classes.ts';
import type { NetworkJudgement } from './model.ts';
import { encodeNgrams, ngramsOf } from './ngrams.ts';

/** A loaded network. */
export interface SentimentNetwork {
  readonly vectors: TokenVectors;
  readonly session: Session;
  /** Splits a text into the tokens that the network knows. */
  readonly split: (text: string) => Token[];
  /** Which n-grams the graph of texts looks at besides, if any. */
  readonly ngrams?: NgramSettings | undefined;
  /** Whether a text by itself gets other bits from the graph than beside another one: then it goes in twice. */
  readonly oddAlone: boolean;
}

/** A text as the graph of texts is fed with it. */
export interface TextSeen {
  /** At least one. */
  readonly tokens: readonly Token[];
  readonly vectors: readonly TokenVector[];
  /** The token that is replaced in `vectors` by one of which nothing is known, and part of no n-gram. */
  readonly erased?: number;
}

/** What the graph of texts says of one of them. */
export interface Judged {
  /** `[classes]` */
  readonly logits: Float32Array;
  /** `[tokens]` */
  readonly attention: Float32Array;
}

/** Judges texts in padded batches of like length; gives what was said of them in their order. */
export async function infer(
  network: SentimentNetwork,
  texts: readonly string[],
  laps = new Laps(),
): Promise<NetworkJudgement[]> {
  const tokens = texts.map(network.split);
  const judged = tokens.map((each): NetworkJudgement => {
    const nothing = { logits: new Float32Array(classes.length), attention: new Float32Array(0) };
    return { tokens: each, unknown: 0, vectors: [], ...nothing };
  });
  const spoken = [...tokens.keys()].filter((index) => tokens[index]!.length > 0);
  for (const group of groupByLength(spoken.map((index) => tokens[index]!.length))) {
    const indices = group.map((place) => spoken[place]!);
    const batch = await network.vectors.of(indices.map((index) => tokens[index]!));
    const seen = indices.map((index, b) => ({ tokens: tokens[index]!, vectors: batch[b]! }));
    const said = await judgeBatch(network, seen, laps);
    for (const [b, index] of indices.entries()) {
      const vectors = batch[b]!;
      const unknown = vectors.filter((vector) => vector.unknown).length;
      judged[index] = { tokens: tokens[index]!, unknown, vectors, ...said[b]! };
    }
    laps.end('decode');
  }
  return judged;
}

/** Runs the graph of texts once. */
export async function judgeBatch(
  { session, oddAlone, ngrams: settings }: SentimentNetwork,
  batch: readonly TextSeen[],
  laps: Laps,
): Promise<Judged[]> {
  const fed = batch.length === 1 && oddAlone ? [batch[0]!, batch[0]!] : batch;
  const ngrams =
    settings && encodeNgrams(fed.map(({ tokens, erased }) => ngramsOf(tokens, settings, erased)));
  const feeds = { ...encodeTokenVectors(fed.map(({ vectors }) => vectors)), ...(ngrams && { ngrams }) };
  laps.end('encode');
  const { logits, attention } = await session.run(feeds, ['logits', 'attention']);
  laps.end('run');
  return batch.map(({ vectors }, b) => ({
    logits: logits!.slice(b * classes.length, (b + 1) * classes.length),
    attention: ofText(attention!, b, { batch: fed.length, time: vectors.length, size: 1 }),
  }));
}
