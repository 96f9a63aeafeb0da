import { percent } from '../report/format.ts';
import type { SaidSlot } from '../tasks/speech/said-slots.ts';
import type { Transcript } from '../tasks/speech/transcript.ts';
import type { Colors } from './colors.ts';
import { formatTable, printable } from './table.ts';

/** What was said, other readings of it if there are any, and its slots with their times if they were looked for. */
export function describeTranscript(
  { text, alternatives }: Transcript,
  slots: readonly SaidSlot[] | undefined,
  colors: Colors,
): string {
  const said = text === '' ? colors.dim('nothing was understood') : printable(text);
  const others = alternatives.slice(1).map((reading) => `  ${colors.dim(`or: ${printable(reading.text)}`)}`);
  return [said, ...others, ...slotLines(slots, colors)].join('\n');
}

function slotLines(slots: readonly SaidSlot[] | undefined, colors: Colors): string[] {
  if (slots === undefined) return [];
  if (slots.length === 0) return [`  ${colors.dim('no slots')}`];
  const rows = slots.map(({ slot, text, start, end, confidence }) => [
    colors.cyan(slot),
    printable(text),
    `${start.toFixed(2)} to ${end.toFixed(2)} s`,
    percent(confidence),
  ]);
  return formatTable(rows, [2, 3]).map((line) => `  ${line}`);
}
