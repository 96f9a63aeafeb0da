import type { Manifest } from '../../package/manifest.ts';
import type { BatchResult } from '../../runtime/pool/work.ts';
import type { OffsetUnit } from '../../text/offsets.ts';
import type { TagResult } from './result.ts';

/** One text to tag; `requested` are the slots just asked for, of those that the manifest lists. */
export interface TagRequest {
  readonly text: string;
  readonly requested?: readonly string[] | undefined;
}

/** One text to answer, with the unit of its answer's offsets. */
export interface AnswerRequest extends TagRequest {
  readonly unit: OffsetUnit;
  /**
   * Whether the answer tells what each word does for the slots (for those of `explainSlots` only, if given), or the
   * network's gates and states; the latter only if the package has the graph of them.
   */
  readonly explain?: boolean | 'states' | undefined;
  readonly explainSlots?: readonly string[] | undefined;
}

/** A loaded tagger: the way in which the command line, evaluation and workers ask a model. */
export interface Tagger {
  readonly manifest: Manifest;
  readonly labels: readonly string[];
  /** Results in the order of the requests; offsets in UTF-16 units. A text without tokens has no slots. */
  tag(requests: readonly TagRequest[]): Promise<TagResult[]>;
  /** The same results as the JSON that HTTP sends. */
  answer(requests: readonly AnswerRequest[]): Promise<BatchResult>;
  close(): Promise<void>;
}
