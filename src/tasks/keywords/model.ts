import type { KeywordsManifest } from '../../package/manifest.ts';
import type { BatchResult } from '../../runtime/pool/work.ts';
import type { OffsetUnit } from '../../text/offsets.ts';
import type { Document } from './document.ts';
import type { Keyword } from './result.ts';
import type { RatedSpan } from './spans.ts';

/** Which phrases are wanted. */
export interface Wanted {
  /** So many at most; all without it. */
  readonly limit?: number | undefined;
  /** The least score; the model's threshold without it. */
  readonly minScore?: number | undefined;
  /** Words of a phrase at most; as many as the model's phrases may have without it, and never more. */
  readonly maxWords?: number | undefined;
}

/** One text to answer, with the unit of its answer's offsets. */
export interface KeywordsRequest extends Wanted {
  readonly text: string;
  /** UTF-16 without it. */
  readonly unit?: OffsetUnit | undefined;
}

/** What the network says of one text. */
export interface RatedDocument {
  readonly document: Document;
  /** Tokens that the vocabulary lacks. */
  readonly unknown: number;
  /** Every stretch that could be a keyword, in no order; scores to six decimals. */
  readonly spans: readonly RatedSpan[];
}

/** A loaded model of keywords: the way in which the command line, evaluation and workers ask it. */
export interface KeywordsModel {
  readonly manifest: KeywordsManifest;
  /** What the network says, in the order of the texts. */
  rate(texts: readonly string[]): Promise<RatedDocument[]>;
  /** The keywords of each text, the best first, with offsets in UTF-16 units. */
  find(texts: readonly string[], wanted?: Wanted): Promise<Keyword[][]>;
  /** The same as the JSON that HTTP sends, but for the model's name. */
  answer(requests: readonly KeywordsRequest[]): Promise<BatchResult>;
  close(): Promise<void>;
}
