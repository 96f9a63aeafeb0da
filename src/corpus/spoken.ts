import type { Span } from '../text/bio.ts';
import { type SpokenText, spokenSpan, spokenWords } from '../text/spoken.ts';
import type { LabelledSentence } from './sentence.ts';

/** Slots of a written text in units of the spoken one; one of which nothing is said, or that shares words with one before, is left out. */
export function spokenSlots(spoken: SpokenText, slots: readonly Span[]): Span[] {
  const placed: Span[] = [];
  for (const span of slots.toSorted((a, b) => a.start - b.start)) {
    const place = spokenSpan(spoken, span);
    if (place && place.start >= (placed.at(-1)?.end ?? 0)) placed.push({ slot: span.slot, ...place });
  }
  return placed;
}

/** The sentence as a recogniser of speech would write it; undefined if nothing of it, or not all of its slots, can be said. */
export function spokenSentence({
  text,
  slots,
  at: _at,
  ...rest
}: LabelledSentence): LabelledSentence | undefined {
  const spoken = spokenWords(text);
  const placed = spokenSlots(spoken, slots);
  if (spoken.text === '' || placed.length < slots.length) return undefined;
  return { text: spoken.text, slots: placed, ...rest };
}
