import type { Span } from '../text/bio.ts';

/** Where a sentence was read: the file and its 1-based line. */
export interface Place {
  readonly file: string;
  readonly line: number;
}

/** One labelled sentence, whatever file format it came from; `slots` are in UTF-16 units of `text`. */
export interface LabelledSentence {
  readonly text: string;
  readonly slots: readonly Span[];
  /** Slots that the system had just asked for. */
  readonly requested?: readonly string[];
  /** Which data set the sentence is from. */
  readonly source?: string;
  readonly id?: string;
  readonly lang?: string;
  /** Set by the readers. */
  readonly at?: Place;
}
