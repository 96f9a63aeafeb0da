import { percent } from '../report/format.ts';
import type { SlotExplanation, WordEffect } from '../tasks/tag/explanation.ts';
import type { Colors } from './colors.ts';
import { shaded } from './shades.ts';
import { formatTable, printable } from './table.ts';
import { slotPainter } from './tagged-text.ts';

/** Weaker effects are not named beside a heat map. */
const worthNaming = 0.005;
const longestBar = 20;

/**
 * A text, and under it each slot with what every other word does for it: as a heat map of the sentence where there are
 * colours, else as a list of the words with numbers and bars.
 */
export function describeExplained(
  text: string,
  slots: readonly SlotExplanation[],
  known: readonly string[],
  colors: Colors,
): string {
  const lines = slots.flatMap((found) => {
    const paint = slotPainter(found.slot, known, colors);
    const head = `  ${paint(found.slot)}  ${printable(found.text)}  ${percent(found.confidence)}`;
    const body = colors.isColorSupported ? heatMap(text, found, paint, colors) : wordList(found.words);
    return [head, ...body.map((line) => `    ${line}`)];
  });
  if (slots.length === 0) lines.push(`  ${colors.dim('no slots')}`);
  return [printable(text), ...lines].join('\n');
}

function heatMap(
  text: string,
  { start, end, words }: SlotExplanation,
  paint: (text: string) => string,
  colors: Colors,
): string[] {
  const shown = printable(text);
  let done = 0;
  let line = '';
  const put = (from: number, to: number, show: (piece: string) => string): void => {
    line += shown.slice(done, from) + show(shown.slice(from, to));
    done = to;
  };
  const stretches = [...words, { start, end, effect: undefined }].sort((a, b) => a.start - b.start);
  for (const { start: from, end: to, effect } of stretches) {
    put(from, to, effect === undefined ? paint : (piece) => shaded(piece, visible(effect), colors));
  }
  const strongest = words
    .filter(({ effect }) => Math.abs(effect) >= worthNaming)
    .sort((a, b) => Math.abs(b.effect) - Math.abs(a.effect))
    .map((word) => `${printable(word.text)} ${signed(word.effect)}`);
  return [line + shown.slice(done), ...(strongest.length > 0 ? [colors.dim(strongest.join(', '))] : [])];
}

/** The square root of an effect, with its sign, so that small ones can be seen too. */
function visible(effect: number): number {
  return Math.sign(effect) * Math.sqrt(Math.abs(effect));
}

function wordList(words: readonly WordEffect[]): string[] {
  const rows = words.map(({ text, effect }) => {
    const bar = (effect > 0 ? '+' : '-').repeat(Math.round(Math.abs(effect) * longestBar));
    return [printable(text), signed(effect), bar];
  });
  return formatTable(rows, [1]);
}

function signed(effect: number): string {
  const digits = Math.abs(effect).toFixed(3);
  const sign = Number(digits) === 0 ? '' : effect > 0 ? '+' : '-';
  return sign + digits;
}
