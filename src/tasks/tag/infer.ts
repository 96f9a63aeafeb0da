import { type DecodedSentence, decode } from '../../decoding/decode.ts';
import type { TransitionTable } from '../../decoding/transitions.ts';
import type { Session } from '../../runtime/session.ts';
import { type Token, tokenize } from '../../text/tokenizer.ts';
import { groupByLength } from '../tokens/grouping.ts';
import { Laps } from '../tokens/laps.ts';
import type { TokenVector, TokenVectors } from '../tokens/token-vectors.ts';
import type { AnswerParts } from './answer.ts';
import { encodeVectors, type Sentence } from './encode.ts';
import { scoresOf } from './scores.ts';
import type { StatesGraph } from './states.ts';
import type { TagRequest } from './tagger.ts';

/** A loaded network with what surrounds it. */
export interface TaggerNetwork {
  readonly vectors: TokenVectors;
  readonly session: Session;
  /** Whether a sentence by itself gets other bits from the graph than beside another one: then it goes in twice. */
  readonly oddAlone: boolean;
  readonly table: TransitionTable;
  readonly labels: readonly string[];
  /** The labels as answers name them. */
  readonly parts: AnswerParts;
  /** The slots that `requested` may name; undefined if the graph has no such input. */
  readonly slots: readonly string[] | undefined;
  /** The graph of gates and states, if the package has it. */
  readonly states?: StatesGraph | undefined;
}

/** One text as the network sees it. */
export interface Inferred {
  readonly tokens: readonly Token[];
  readonly decoded: DecodedSentence;
  /** Tokens that the vocabulary lacks. */
  readonly unknown: number;
  /** Of its tokens, as they went into the graph of sentences. */
  readonly vectors: readonly TokenVector[];
}

/** A text without tokens. */
export const nothingInferred: Inferred = {
  tokens: [],
  decoded: { labels: new Int32Array(0), confidences: [], chunks: [] },
  unknown: 0,
  vectors: [],
};

/**
 * Texts to labels, in padded batches of like length; `use` is called for each text that has tokens, in any order,
 * and its work counts as decoding.
 */
export async function infer(
  network: TaggerNetwork,
  requests: readonly TagRequest[],
  use: (index: number, inferred: Inferred) => void,
  laps = new Laps(),
): Promise<void> {
  const sentences: Sentence[] = requests.map(({ text, requested }) => ({
    tokens: tokenize(text),
    requested,
  }));
  const spoken = [...sentences.keys()].filter((index) => sentences[index]!.tokens.length > 0);
  const groups = groupByLength(spoken.map((index) => sentences[index]!.tokens.length));
  for (const group of groups) {
    const indices = group.map((place) => spoken[place]!);
    const batch = indices.map((index) => sentences[index]!);
    const fed = batch.length === 1 && network.oddAlone ? [batch[0]!, batch[0]!] : batch;
    const vectors = await network.vectors.of(fed.map(({ tokens }) => tokens));
    const feeds = encodeVectors(fed, vectors, network.slots);
    laps.end('encode');
    const { scores } = await network.session.run(feeds, ['scores']);
    laps.end('run');
    for (let b = 0; b < batch.length; b++) {
      const { tokens } = batch[b]!;
      const size = { batch: fed.length, length: tokens.length, labels: network.labels.length };
      const decoded = decode(scoresOf(scores!, b, size), network.table);
      let unknown = 0;
      for (const vector of vectors[b]!) if (vector.unknown) unknown++;
      use(indices[b]!, { tokens, decoded, unknown, vectors: vectors[b]! });
    }
    laps.end('decode');
  }
}
