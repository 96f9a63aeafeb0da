import type { Place } from '../sentence.ts';

/** A text with the phrases that people gave it, whether they stand in it or not. */
export interface KeywordedText {
  readonly text: string;
  /** As the file writes them, but for white space: each run of it is one space. There may be none. */
  readonly keywords: readonly string[];
  readonly id?: string;
  readonly at: Place;
}
