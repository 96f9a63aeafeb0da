import { numberWords, ordinalWords, yearWords } from './numbers.ts';
import { ended, type SpokenRule, spokenRule } from './rule.ts';

const months = 'january february march april may june july august september october november december'.split(
  ' ',
);
const monthPattern =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const suffix = '(?:st|nd|rd|th)';
const year = String.raw`(?:,?\s+((?:19|20)\d{2})${ended})?`;
const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

const monthWord = (written: string): string =>
  months.find((month) => month.startsWith(written.slice(0, 3).toLowerCase()))!;
const tail = (written: string | undefined): string => (written ? ` ${yearWords(Number(written))}` : '');
const fullYear = (written: string): number => Number(written.length === 2 ? `20${written}` : written);

function monthDay(month: number, day: number, end = ''): string | undefined {
  const known = month >= 1 && month <= 12 && day >= 1 && day <= 31;
  return known ? `${months[month - 1]} ${ordinalWords(day)}${end}` : undefined;
}

/** "3/14" has the month first, as in the USA, unless only the other way gives a date; "14.3.2026" the day. */
function numericDate(first: string, second: string, dayFirst: boolean, end: string): string | undefined {
  const [a, b] = [Number(first), Number(second)];
  if (dayFirst) return monthDay(b, a, end);
  return monthDay(a, b, end) ?? monthDay(b, a, end);
}

const dayWord = (day: string): string | undefined =>
  Number(day) >= 1 && Number(day) <= 31 ? ordinalWords(Number(day)) : undefined;

/** An abbreviated month stands before or after its day, or has a full stop; "mar", "dec" alone are left as they are. */
const lonelyMonth = spokenRule(`(jan|feb|apr|aug|sept?|oct|nov|dec)(?:\\.|${ended})`, ([, month]) =>
  monthWord(month!),
);

/** "sat", "sun" and "wed" are words too, so they need a capital within the sentence or a full stop. */
function weekdayWord([whole, name]: RegExpExecArray, before: string): string | undefined {
  const alsoWord = /^(?:sat|sun|wed)$/i.test(name!);
  const marked = whole.endsWith('.') || (/^[A-Z][a-z]/.test(name!) && before.trim() !== '');
  if (alsoWord && !marked) return undefined;
  return weekdays.find((day) => day.startsWith(name!.slice(0, 3).toLowerCase()));
}

/** Dates: "2026-11-02", "11/2", "Nov. 2nd, 2026", "2 November", "2nd", "Mon", "1999". */
export const dateRules: readonly SpokenRule[] = [
  spokenRule(String.raw`(\d{4})-(\d{1,2})-(\d{1,2})${ended}`, ([, y, month, day]) =>
    monthDay(Number(month), Number(day), tail(y)),
  ),
  spokenRule(String.raw`(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})${ended}`, ([, a, sign, b, y]) =>
    numericDate(a!, b!, sign === '.', ` ${yearWords(fullYear(y!))}`),
  ),
  spokenRule(`24/7${ended}`, () => 'twenty four seven'),
  spokenRule(String.raw`(\d{1,2})[/-](\d{1,2})${ended}(?![/-]\d)`, ([, a, b]) =>
    numericDate(a!, b!, false, ''),
  ),
  spokenRule(
    String.raw`${monthPattern}\.?(?:,\s|\s|-)?\s*(?:the\s+)?(\d{1,2})${suffix}?(?![\p{L}\p{N}:;/]|\s*[ap]\.?\s?m\b)${year}`,
    ([, month, day, y]) => dayWord(day!) && `${monthWord(month!)} ${dayWord(day!)}${tail(y)}`,
  ),
  spokenRule(
    String.raw`(\d{1,2})${suffix}?(\s+of)?[\s-]+${monthPattern}(?:\.|${ended})${year}`,
    ([, day, of = '', month, y]) =>
      dayWord(day!) && `${dayWord(day!)}${of && ' of'} ${monthWord(month!)}${tail(y)}`,
  ),
  spokenRule(String.raw`(\d{1,4})${suffix}${ended}`, ([, n]) =>
    Number(n) > 0 ? ordinalWords(Number(n)) : undefined,
  ),
  spokenRule(String.raw`((?:19|20)\d{2})('?s)?${ended}(?![.,]\d)`, ([, y, plural]) =>
    plural ? pluralOf(yearWords(Number(y))) : yearWords(Number(y)),
  ),
  spokenRule(String.raw`(\d0)'?s${ended}`, ([, n]) => pluralOf(numberWords(Number(n)))),
  lonelyMonth,
  spokenRule(`(mon|tues?|weds?|thu(?:rs?)?|fri|sat|sun)(?:\\.|${ended})`, weekdayWord),
];

const pluralOf = (words: string): string => (words.endsWith('y') ? `${words.slice(0, -1)}ies` : `${words}s`);
