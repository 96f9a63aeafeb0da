import { numberWords } from '../../text/spoken/numbers.ts';
import type { Problem } from '../error.ts';

const remedy =
  'Write what is said in words: letters a to z, apostrophes and spaces; numbers up to 99 may be digits, marks like , . ! ? are dropped';

/**
 * A transcript in the letters that a network writes: lower case a-z, apostrophes inside of words, single spaces. Accents are
 * dropped, whole numbers up to 99 are spelled out, and punctuation between words is left out. What has more than one
 * reading (longer numbers, decimals, addresses, symbols, other scripts) is refused.
 */
export function spokenText(text: string): string | Problem {
  const plain = text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[\u2018\u2019\u02bc\u0060]/gu, "'")
    .toLowerCase();
  const ambiguous = /\d[.,:/]\d|[a-z]\.[a-z]|\d{3,}|\d(?:st|nd|rd|th)\b/u.exec(plain);
  if (ambiguous !== null) return { problem: `has more than one reading (${ambiguous[0]})`, remedy };
  const spelled = plain.replaceAll(/\d+/gu, (digits) => ` ${numberWords(Number(digits))} `);
  const unknown = /[^a-z'\s.,;:!?"\u201c\u201d\u2026\u2013\u2014-]/u.exec(spelled);
  if (unknown !== null) return { problem: `has a character that is not read aloud (${unknown[0]})`, remedy };
  const words = spelled
    .replaceAll(/[^a-z']+/gu, ' ')
    .split(' ')
    .map((word) => word.replaceAll(/^'+|'+$/gu, ''));
  const joined = words.filter((word) => word !== '').join(' ');
  return joined === '' ? { problem: 'has no words', remedy } : joined;
}
