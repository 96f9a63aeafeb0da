import type { Span } from './answer.ts';
import { element } from './dom.ts';

/** A part of a text that is to be marked. */
export interface Marked extends Span {
  readonly slot: string;
}

/** The text as nodes, with what `mark` makes of each slot and its words in between. */
export function markedText<M extends Marked>(
  text: string,
  slots: readonly M[],
  mark: (words: string, slot: M) => Node,
): (Node | string)[] {
  const parts: (Node | string)[] = [];
  let end = 0;
  for (const slot of slots.toSorted((a, b) => a.start - b.start)) {
    if (slot.start < end) continue;
    parts.push(text.slice(end, slot.start), mark(text.slice(slot.start, slot.end), slot));
    end = slot.end;
  }
  parts.push(text.slice(end));
  return parts;
}

/** Words in a slot's colour. */
export function toned(words: string, tone: string): HTMLElement {
  return element('mark', { 'data-tone': tone }, words);
}
