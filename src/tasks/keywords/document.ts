import { placesOf } from './place.ts';
import { type ReadText, readText } from './words.ts';

/** A text that is read, with what each of its tokens is in it. */
export interface Document extends ReadText {
  /** Rows of the table of places, by token. */
  readonly places: readonly (readonly number[])[];
}

/** Reads a text as a document. */
export function readDocument(text: string): Document {
  const read = readText(text);
  return { ...read, places: placesOf(read.words, read.tokens.length) };
}
