import type { Manifest } from '../../package/manifest.ts';
import type { TagResult } from './result.ts';

/** One text to tag; `requested` are the slots just asked for, of those that the manifest lists. */
export interface TagRequest {
  readonly text: string;
  readonly requested?: readonly string[] | undefined;
}

/** A loaded tagger: the one way in which HTTP, the command line and evaluation ask a model. */
export interface Tagger {
  readonly manifest: Manifest;
  readonly labels: readonly string[];
  /** Results in the order of the requests; offsets in UTF-16 units. A text without tokens has no slots. */
  tag(requests: readonly TagRequest[]): Promise<TagResult[]>;
  close(): Promise<void>;
}
