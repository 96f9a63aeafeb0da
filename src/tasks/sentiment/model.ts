import type { SentimentManifest } from '../../package/manifest.ts';
import type { BatchResult } from '../../runtime/pool/work.ts';
import type { Token } from '../../text/tokenizer.ts';
import type { SentimentResult } from './result.ts';

/** One text to judge. */
export interface SentimentRequest {
  readonly text: string;
}

/** What the network says of one text. */
export interface NetworkJudgement {
  readonly tokens: readonly Token[];
  /** Tokens that the vocabulary lacks. */
  readonly unknown: number;
  /** One a class; all zero for a text without tokens. */
  readonly logits: Float32Array;
}

/** A loaded sentiment model: the way in which the command line, evaluation and workers ask it. */
export interface SentimentModel {
  readonly manifest: SentimentManifest;
  /** What the network says, in the order of the texts, before calibration. */
  judge(texts: readonly string[]): Promise<NetworkJudgement[]>;
  /** Labels and scores, in the order of the texts. */
  classify(texts: readonly string[]): Promise<SentimentResult[]>;
  /** The same as the JSON that HTTP sends. */
  answer(requests: readonly SentimentRequest[]): Promise<BatchResult>;
  close(): Promise<void>;
}
