import type { CtcHotword } from '../../decoding/ctc/index.ts';
import { spokenWords } from '../../text/spoken.ts';

/** How a hotword is written on a command line or in a query. */
export const hotwordShape =
  'Send 1 to 100 letters, and a weight from -100 to 100 after a colon if you like, as in taipei:8';

/** Reads a hotword with or without a weight; undefined if it is not as `hotwordShape` says. */
export function parseHotword(given: string): CtcHotword | undefined {
  const [, words = '', weight] = /^([^:]+)(?::(-?\d{1,3}(?:\.\d{1,3})?))?$/u.exec(given) ?? [];
  const text = words.trim().toLowerCase();
  const length = [...text].length;
  if (length === 0 || length > 100 || Math.abs(Number(weight ?? 0)) > 100) return undefined;
  return { text, ...(weight !== undefined && { weight: Number(weight) }) };
}

/**
 * A hotword in the letters that a model writes: as it is if these suffice, or else as English says it ("São Paulo", "7").
 * Undefined if the model cannot write it.
 */
export function writableHotword(hotword: CtcHotword, letters: ReadonlySet<string>): CtcHotword | undefined {
  const { text } = hotword;
  const written = [text, spokenWords(text).text].find(
    (each) => each !== '' && [...each].every((letter) => letter === ' ' || letters.has(letter)),
  );
  return written === undefined ? undefined : { ...hotword, text: written };
}
