import { amountRules } from './spoken/amounts.ts';
import { clockRules } from './spoken/clocks.ts';
import { dateRules } from './spoken/dates.ts';
import type { SpokenRule } from './spoken/rule.ts';
import { wordRules } from './spoken/words.ts';

/** A stretch of the written text and the words that are said for it; UTF-16 units of either text, ends exclusive. */
export interface SpokenPiece {
  readonly start: number;
  readonly end: number;
  readonly spokenStart: number;
  readonly spokenEnd: number;
}

/** What is said when a text is read out. */
export interface SpokenText {
  /** Words of a-z and apostrophes with single spaces between them. */
  readonly text: string;
  /** The same, with letters that are named one by one in capitals ("five A M"): "a m" is not "uh m". */
  readonly aloud: string;
  /** The pieces in their order; what is between them is not said. */
  readonly offsets: readonly SpokenPiece[];
}

const rules: readonly SpokenRule[] = [...clockRules, ...dateRules, ...amountRules, ...wordRules];
const word = /[\p{L}\p{M}]+/uy;
const beginning = /[\p{L}\p{N}$€£¥#&@]/u;
/** How much of the text before a place a rule may look at: enough for a word, and linear in all. */
const reach = 24;

function applyRule(
  rule: SpokenRule,
  text: string,
  place: number,
): { end: number; words: string } | undefined {
  rule.pattern.lastIndex = place;
  const match = rule.pattern.exec(text);
  if (match === null) return undefined;
  const from = Math.max(0, place - reach);
  const words = rule.say(match, text.slice(from, place), text.slice(from));
  return words ? { end: place + match[0].length, words } : undefined;
}

function pieceAt(text: string, place: number): { end: number; words: string } | undefined {
  for (const rule of rules) {
    const piece = applyRule(rule, text, place);
    if (piece) return piece;
  }
  return undefined;
}

/** A rule is only tried where a word, a number or a sign that is said could begin. */
const canBegin = (text: string, place: number): boolean =>
  beginning.test(String.fromCodePoint(text.codePointAt(place)!));

/**
 * The words that are said for a written English text: numbers, times, dates, prices and codes in words, without marks
 * and accents. Signs and scripts that have no Latin letters are left out.
 */
export function spokenWords(written: string): SpokenText {
  const offsets: SpokenPiece[] = [];
  let aloud = '';
  for (let place = 0; place < written.length; ) {
    const piece = canBegin(written, place) ? pieceAt(written, place) : undefined;
    if (piece === undefined) {
      place += skipped(written, place);
      continue;
    }
    if (aloud !== '') aloud += ' ';
    const spokenStart = aloud.length;
    aloud += piece.words;
    offsets.push({ start: place, end: piece.end, spokenStart, spokenEnd: aloud.length });
    place = piece.end;
  }
  return { text: aloud.toLowerCase(), aloud, offsets };
}

/** The length of what is left out: a whole word, since looking at each of its letters would take quadratic time, or a sign. */
function skipped(text: string, place: number): number {
  word.lastIndex = place;
  return word.exec(text)?.[0].length ?? String.fromCodePoint(text.codePointAt(place)!).length;
}

/** Where a span of the written text is in the spoken one: whole pieces; undefined if nothing of it is said. */
export function spokenSpan(
  { offsets }: SpokenText,
  { start, end }: { readonly start: number; readonly end: number },
): { start: number; end: number } | undefined {
  const inside = offsets.filter((piece) => piece.end > start && piece.start < end);
  if (inside.length === 0) return undefined;
  return { start: inside[0]!.spokenStart, end: inside.at(-1)!.spokenEnd };
}
