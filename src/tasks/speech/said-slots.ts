import type { SpokenWord, Transcript } from './transcript.ts';

/** A slot of a text, with offsets in UTF-16 units, end exclusive. */
export interface TextSlot {
  readonly slot: string;
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly confidence: number;
}

/** The same with the time in which it was said: seconds from the beginning of the recording. */
export interface SaidSlot extends Pick<TextSlot, 'slot' | 'text' | 'confidence'> {
  readonly start: number;
  readonly end: number;
  /** Its place in the text. */
  readonly characters: { readonly start: number; readonly end: number };
}

/** Gives each slot the time from the beginning of its first word to the end of its last one. */
export function placeInTime({ text, words }: Transcript, slots: readonly TextSlot[]): SaidSlot[] {
  const places = placesOf(text, words);
  return slots.flatMap(({ start, end, ...slot }): SaidSlot[] => {
    const said = places.filter((place) => place.end > start && place.start < end);
    if (said.length === 0) return [];
    const [first, last] = [said[0]!.word, said.at(-1)!.word];
    return [{ ...slot, start: first.start, end: last.end, characters: { start, end } }];
  });
}

/** Where each word stands in the text, which is the words one after another. */
function placesOf(
  text: string,
  words: readonly SpokenWord[],
): { readonly word: SpokenWord; readonly start: number; readonly end: number }[] {
  let at = 0;
  return words.map((word) => {
    const start = text.indexOf(word.word, at);
    at = start + word.word.length;
    return { word, start, end: at };
  });
}
