import { percent } from '../report/format.ts';
import type { TaggedSlot } from '../tasks/tag/result.ts';
import type { Colors } from './colors.ts';
import { formatTable, printable } from './table.ts';

/** A text with its slots marked and a table of them under it; a slot has one colour in all texts of a model. */
export function describeTagged(
  text: string,
  slots: readonly TaggedSlot[],
  known: readonly string[],
  colors: Colors,
): string {
  const paint = (slot: string, words: string) => slotPainter(slot, known, colors)(words);
  const rows = slots.map((found) => [
    paint(found.slot, found.slot),
    printable(found.text),
    percent(found.confidence),
  ]);
  const table = slots.length > 0 ? formatTable(rows, [2]) : [colors.dim('no slots')];
  return [highlight(text, slots, paint), ...table.map((line) => `  ${line}`)].join('\n');
}

function highlight(
  text: string,
  slots: readonly TaggedSlot[],
  paint: (slot: string, words: string) => string,
): string {
  const shown = printable(text);
  let end = 0;
  const pieces = slots.map((slot) => {
    const before = shown.slice(end, slot.start);
    end = slot.end;
    return before + paint(slot.slot, shown.slice(slot.start, slot.end));
  });
  return pieces.join('') + shown.slice(end);
}

/** Six hues, then the same underlined, so that the slots of common models (`known`) all look different. */
export function slotPainter(
  slot: string,
  known: readonly string[],
  colors: Colors,
): (text: string) => string {
  const hues = [colors.cyan, colors.magenta, colors.yellow, colors.green, colors.blue, colors.red];
  const place = Math.max(0, known.indexOf(slot));
  const hue = hues[place % hues.length]!;
  const underlined = Math.floor(place / hues.length) % 2 === 1;
  return (text) => colors.bold(hue(underlined ? colors.underline(text) : text));
}
