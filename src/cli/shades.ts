import type { Colors } from './colors.ts';

/** Backgrounds of the 256 colours, from faint to strong, on which black can be read. */
const warm = [230, 224, 217, 210, 203, 196];
const cold = [195, 189, 153, 111, 75, 39];

/**
 * A text on a background that tells a number from -1 to 1: the stronger the further from zero, warm above and cold below
 * it; none near zero, and where there are no colours.
 */
export function shaded(text: string, value: number, { isColorSupported }: Colors): string {
  const step = Math.round(Math.min(1, Math.abs(value)) * warm.length) - 1;
  if (!isColorSupported || step < 0) return text;
  const background = (value > 0 ? warm : cold)[step]!;
  return `\x1b[38;5;16;48;5;${background}m${text}\x1b[39;49m`;
}
