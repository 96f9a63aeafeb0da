import type { SentimentManifest } from '../../package/manifest.ts';
import type { BatchResult } from '../../runtime/pool/work.ts';
import type { OffsetUnit } from '../../text/offsets.ts';
import type { Token } from '../../text/tokenizer.ts';
import type { TokenVector } from '../tokens/token-vectors.ts';
import type { SentimentResult } from './result.ts';

/** One text to answer, with the unit of its answer's offsets. */
export interface SentimentRequest {
  readonly text: string;
  /** UTF-16 without it. */
  readonly unit?: OffsetUnit | undefined;
  /** Whether the answer tells of every word what it counts for the network, and with `true` also what it does. */
  readonly explain?: boolean | 'attention' | undefined;
}

/** What the network says of one text. */
export interface NetworkJudgement {
  readonly tokens: readonly Token[];
  /** Tokens that the vocabulary lacks. */
  readonly unknown: number;
  /** One a class; all zero for a text without tokens. */
  readonly logits: Float32Array;
  /** What each token counts: they sum to 1. */
  readonly attention: Float32Array;
  /** Of its tokens, as they went into the graph of texts. */
  readonly vectors: readonly TokenVector[];
}

/** A loaded sentiment model: the way in which the command line, evaluation and workers ask it. */
export interface SentimentModel {
  readonly manifest: SentimentManifest;
  /** What the network says, in the order of the texts, before calibration. */
  judge(texts: readonly string[]): Promise<NetworkJudgement[]>;
  /** Labels and scores, in the order of the texts. */
  classify(texts: readonly string[]): Promise<SentimentResult[]>;
  /** The same as the JSON that HTTP sends, but for the model's name. */
  answer(requests: readonly SentimentRequest[]): Promise<BatchResult>;
  close(): Promise<void>;
}
