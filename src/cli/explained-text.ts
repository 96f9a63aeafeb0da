import { percent } from '../report/format.ts';
import type { SlotExplanation } from '../tasks/tag/explanation.ts';
import type { Colors } from './colors.ts';
import { heatMap, shadedBy, strongest, wordList } from './heat-map.ts';
import { printable } from './table.ts';
import { slotPainter } from './tagged-text.ts';

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
    const body = colors.isColorSupported ? shadedLines(text, found, paint, colors) : wordList(found.words);
    return [head, ...body.map((line) => `    ${line}`)];
  });
  if (slots.length === 0) lines.push(`  ${colors.dim('no slots')}`);
  return [printable(text), ...lines].join('\n');
}

function shadedLines(
  text: string,
  { start, end, words }: SlotExplanation,
  paint: (text: string) => string,
  colors: Colors,
): string[] {
  const others = words.map((word) => ({ ...word, show: shadedBy(word.effect, colors) }));
  return [heatMap(text, [{ start, end, show: paint }, ...others]), ...strongest(words, colors)];
}
