import type { Span } from './answer.ts';
import { element } from './dom.ts';

/** A part of a text that is to be marked, and what its words become. */
export interface Marked extends Span {
  readonly paint: (words: string) => Node;
}

/** The text as nodes: its marked parts, and the words in between. */
export function markedText(text: string, marks: readonly Marked[]): (Node | string)[] {
  const parts: (Node | string)[] = [];
  let end = 0;
  for (const mark of marks.toSorted((a, b) => a.start - b.start)) {
    if (mark.start < end) continue;
    parts.push(text.slice(end, mark.start), mark.paint(text.slice(mark.start, mark.end)));
    end = mark.end;
  }
  parts.push(text.slice(end));
  return parts;
}

/** Words in a slot's colour. */
export function toned(words: string, tone: string): HTMLElement {
  return element('mark', { 'data-tone': tone }, words);
}

/** Words shaded by a strength from 0 to 1; `kind` is a class of the style sheet. */
export function shaded(words: string, strength: number, kind: string): HTMLElement {
  const mark = element('mark', { class: `shade ${kind}` }, words);
  mark.style.setProperty('--strength', String(strength));
  return mark;
}
