import type { Colors } from './colors.ts';
import { shaded } from './shades.ts';
import { formatTable, printable } from './table.ts';

/** Weaker effects are not named beside a heat map. */
const worthNaming = 0.005;
const longestBar = 20;

/** A stretch of a text that is shown in a way of its own. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
  readonly show: (piece: string) => string;
}

/** A word, and what it does. */
export interface Effect {
  readonly text: string;
  readonly effect: number;
}

/** The text with its stretches, none of which reaches into another, shown in their ways. */
export function heatMap(text: string, stretches: readonly Stretch[]): string {
  const shown = printable(text);
  let done = 0;
  let line = '';
  for (const { start, end, show } of stretches.toSorted((a, b) => a.start - b.start)) {
    line += shown.slice(done, start) + show(shown.slice(start, end));
    done = end;
  }
  return line + shown.slice(done);
}

/** Shades a piece by an effect from -1 to 1: by its square root, so that small ones can be seen too. */
export function shadedBy(effect: number, colors: Colors): (piece: string) => string {
  return (piece) => shaded(piece, Math.sign(effect) * Math.sqrt(Math.abs(effect)), colors);
}

/** The words whose effects are worth naming, the strongest first; no line if there are none. */
export function strongest(words: readonly Effect[], colors: Colors): string[] {
  const named = words
    .filter(({ effect }) => Math.abs(effect) >= worthNaming)
    .sort((a, b) => Math.abs(b.effect) - Math.abs(a.effect))
    .map(({ text, effect }) => `${printable(text)} ${signed(effect)}`);
  return named.length > 0 ? [colors.dim(named.join(', '))] : [];
}

/** The words in lines, each with its effect as a number and as a bar; `more` are columns in between. */
export function wordList<W extends Effect>(
  words: readonly W[],
  more: (word: W) => readonly string[] = () => [],
): string[] {
  const rows = words.map((word) => {
    const { text, effect } = word;
    const bar = (effect > 0 ? '+' : '-').repeat(Math.round(Math.abs(effect) * longestBar));
    return [printable(text), signed(effect), ...more(word), bar];
  });
  const columns = rows[0]?.length ?? 0;
  return formatTable(rows, Array.from({ length: columns }, (_, column) => column).slice(1, -1));
}

function signed(effect: number): string {
  const digits = Math.abs(effect).toFixed(3);
  const sign = Number(digits) === 0 ? '' : effect > 0 ? '+' : '-';
  return sign + digits;
}
