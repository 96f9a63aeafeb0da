import type { RandomSource } from '../../random.ts';
import type { Style } from './pieces.ts';

/** A stretch of a sentence with its slot, or none. */
export type Segment = { text: string; slot?: string };
type Span = { slot: string; start: number; end: number };

/** Draws how a sentence is written: mostly properly, often as speech, sometimes carelessly. */
export function drawStyle(random: RandomSource): Style {
  const roll = random.next();
  if (roll < 0.24) return { spoken: true, letters: 'lower', punctuation: 'none' };
  if (roll < 0.38)
    return { spoken: false, letters: 'lower', punctuation: random.next() < 0.5 ? 'loose' : 'full' };
  if (roll < 0.41) return { spoken: false, letters: 'capitals', punctuation: 'full' };
  if (roll < 0.44) return { spoken: false, letters: 'title', punctuation: 'loose' };
  if (roll < 0.47) return { spoken: false, letters: 'written', punctuation: 'none' };
  return { spoken: false, letters: 'written', punctuation: random.next() < 0.15 ? 'loose' : 'full' };
}

const titleCase = (text: string): string =>
  text.replace(/(?<![\p{L}\d'])\p{Ll}/gu, (letter) => letter.toUpperCase());

const letterCase: Record<Style['letters'], (text: string) => string> = {
  written: (text) => text,
  lower: (text) => text.toLowerCase(),
  capitals: (text) => text.toUpperCase(),
  title: titleCase,
};

/** What a speech recogniser would print: no marks but apostrophes. */
const spokenText = (text: string): string =>
  text.replace(/\s*(?:->|[-–→/&])\s*/g, ' ').replace(/[^\p{L}\p{M}\p{N}' ]/gu, '');

function punctuated(segment: Segment, style: Style, last: boolean): Segment {
  if (style.spoken) return { ...segment, text: spokenText(segment.text) };
  if (segment.slot !== undefined) return segment;
  if (style.punctuation === 'none') return { ...segment, text: segment.text.replace(/[,.!?;](?= |$)/g, '') };
  if (style.punctuation === 'loose' && last) return { ...segment, text: segment.text.replace(/[.!?]$/, '') };
  return segment;
}

/** Swaps, drops or doubles one letter of a word of at least five. */
function withTypo(text: string, random: RandomSource): string {
  const words = [...text.matchAll(/\p{Ll}{5,}/gu)];
  if (words.length === 0) return text;
  const word = random.pick(words);
  const at = word.index + 1 + random.integer(word[0].length - 2);
  const swapped = text[at + 1]! + text[at]!;
  const replacement = random.pick([swapped, '', text[at]! + text[at]!]);
  return text.slice(0, at) + replacement + text.slice(replacement === swapped ? at + 2 : at + 1);
}

function withNoise(segments: Segment[], style: Style, random: RandomSource): Segment[] {
  const roll = random.next();
  if (style.spoken || roll > 0.045) return segments;
  const chosen = random.integer(segments.length);
  return segments.map((segment, i) => {
    if (i !== chosen) return segment;
    if (roll < 0.012 && segment.slot === undefined)
      return { ...segment, text: segment.text.replace(' ', '  ') };
    return { ...segment, text: withTypo(segment.text, random) };
  });
}

/** Spans of one time slot with only a connecting word between them are one span, as in the public data. */
function joinTimes(text: string, spans: Span[]): Span[] {
  const joined: Span[] = [];
  for (const span of spans) {
    const previous = joined.at(-1);
    const between = previous ? text.slice(previous.end, span.start) : '';
    if (
      previous?.slot === span.slot &&
      span.slot.endsWith('_time') &&
      /^,? (?:(?:at|on|in|the|in the) )?$/i.test(between)
    ) {
      previous.end = span.end;
    } else joined.push(span);
  }
  return joined;
}

function collapse(segments: readonly Segment[]): Segment[] {
  let previous = ' ';
  return segments.map((segment) => {
    let text = segment.text.replace(/ {2,}/g, ' ').replace(/ (?=[,.!?])/g, '');
    if (previous.endsWith(' ')) text = text.trimStart();
    if (text !== '') previous = text;
    return { ...segment, text };
  });
}

/** Trims a value's outer space into the text around it, so that spans never start or end with space. */
function trimmed(text: string, span: Span): Span {
  const value = text.slice(span.start, span.end);
  return {
    slot: span.slot,
    start: span.start + value.length - value.trimStart().length,
    end: span.end - value.length + value.trimEnd().length,
  };
}

/** Joins segments into a sentence in the given style and counts the offsets of its slots. */
export function renderSentence(
  segments: readonly Segment[],
  style: Style,
  random: RandomSource,
): { text: string; slots: Span[] } {
  const cased = collapse(segments)
    .map((segment, i) => punctuated(segment, style, i === segments.length - 1))
    .map((segment) => ({ ...segment, text: letterCase[style.letters](segment.text) }));
  let text = '';
  const spans: Span[] = [];
  for (const segment of withNoise(cased, style, random)) {
    const start = text.length;
    text += segment.text;
    if (segment.slot !== undefined) spans.push({ slot: segment.slot, start, end: text.length });
  }
  const ended = text.trimEnd();
  const kept = spans
    .map((span) => trimmed(ended, { ...span, end: Math.min(span.end, ended.length) }))
    .filter((span) => span.end > span.start);
  const first =
    style.letters === 'written' && style.punctuation === 'full'
      ? ended.slice(0, 1).toUpperCase()
      : ended.slice(0, 1);
  return { text: first + ended.slice(1), slots: joinTimes(ended, kept) };
}
