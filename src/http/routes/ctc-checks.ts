import { jsonPointer, SlotlineError } from '../../errors.ts';
import { ctcLimits } from '../schemas/ctc-lists.ts';
import { isWithin } from '../schemas/texts.ts';

/**
 * Refuses lists of a body of `POST /ctc/decode` that are too long or hold what they must not, before zod sees them: it
 * would make an issue of each bad entry.
 */
export function checkCtcLists(body: unknown, mostMatrices: number): void {
  const { matrices, alphabet, lexicon, hotwords } = Object(body) as Record<string, unknown>;
  if (matrices !== undefined) checkMatrices(matrices, mostMatrices);
  const { symbols, symbol, words, word } = ctcLimits;
  checkList('alphabet', alphabet, { least: 1, most: symbols });
  checkEntries(
    'alphabet',
    alphabet,
    (entry) => isString(entry, 0, symbol),
    `a text of at most ${symbol} characters`,
  );
  if (lexicon !== undefined) {
    checkList('lexicon', lexicon, { least: 1, most: words });
    const isWord = (entry: unknown) => isString(entry, 1, word) && !/\s/.test(entry);
    checkEntries('lexicon', lexicon, isWord, `a word of at most ${word} characters, without white space`);
  }
  if (hotwords !== undefined) checkHotwords(hotwords);
}

function checkMatrices(matrices: unknown, most: number): void {
  if (Array.isArray(matrices) && matrices.length > most) {
    const detail = `${matrices.length} matrices; send at most ${most} in one request`;
    throw new SlotlineError('too_much_to_decode', detail, { pointer: '/matrices' });
  }
  checkList('matrices', matrices, { least: 1, most });
}

function checkList(
  field: string,
  value: unknown,
  { least, most }: { readonly least: number; readonly most: number },
): asserts value is unknown[] {
  if (Array.isArray(value) && value.length >= least && value.length <= most) return;
  const detail = `Send a list of ${least} to ${most} entries here`;
  throw new SlotlineError('invalid_field', detail, { pointer: jsonPointer([field]) });
}

function checkEntries(
  field: string,
  list: readonly unknown[],
  isGood: (entry: unknown) => boolean,
  what: string,
): void {
  const bad = list.findIndex((entry) => !isGood(entry));
  if (bad < 0) return;
  throw new SlotlineError('invalid_field', `Send ${what} here`, { pointer: jsonPointer([field, bad]) });
}

function checkHotwords(hotwords: unknown): void {
  const { hotwords: most, hotword, weight: heaviest } = ctcLimits;
  checkList('hotwords', hotwords, { least: 0, most });
  const isText = (entry: unknown) => isString(entry, 1, hotword) && /\S/.test(entry);
  const isHotword = (entry: unknown): boolean => {
    if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) return isText(entry);
    const { text, weight = 0, ...rest } = entry as Record<string, unknown>;
    if (Object.keys(rest).length > 0 || !isText(text)) return false;
    return typeof weight === 'number' && Math.abs(weight) <= heaviest;
  };
  const what = `a text of at most ${hotword} characters, or {"text", "weight"} with a weight from -${heaviest} to ${heaviest},`;
  checkEntries('hotwords', hotwords, isHotword, what);
}

function isString(value: unknown, least: number, most: number): value is string {
  return typeof value === 'string' && value.length >= least && isWithin(value, most);
}
