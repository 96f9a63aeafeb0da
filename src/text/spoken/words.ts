import { withoutAccents } from '../accents.ts';
import { ended, type SpokenRule, spelled, spokenRule } from './rule.ts';
import { stateCodes } from './states.ts';

const abbreviations: Readonly<Record<string, string>> = {
  mr: 'mister',
  mrs: 'missus',
  ms: 'miss',
  dr: 'doctor',
  mt: 'mount',
  ft: 'fort',
  ave: 'avenue',
  blvd: 'boulevard',
  rd: 'road',
  hwy: 'highway',
  pkwy: 'parkway',
  intl: 'international',
  vs: 'versus',
  etc: 'et cetera',
  approx: 'approximately',
  mins: 'minutes',
  hr: 'hour',
  hrs: 'hours',
  km: 'kilometers',
  lbs: 'pounds',
  ok: 'okay',
  pls: 'please',
  plz: 'please',
  thx: 'thanks',
  bldg: 'building',
  dept: 'department',
  apt: 'apartment',
  hmm: 'hmm',
  mmm: 'mmm',
  shh: 'shh',
  nd: 'and',
};

/** Words of only letters that are named one by one although they have vowels, in any case of letters. */
const initials = new Set(
  'nyc usa uk tv atm gps asap eta etd vip suv tsa faq diy nba nfl ufc twa amc bmw aa ua jfk lax lga ewr dfw atl ord iad iah sfo bwi okc slc pdx mco ymca'.split(
    ' ',
  ),
);
/** These are also words, and are named letter by letter only in capitals. */
const capitalInitials = new Set([
  'US',
  'LA',
  'EU',
  'AC',
  'ID',
  'IT',
  'AM',
  'PM',
  'AAA',
  'EDT',
  'EST',
  'UA',
  'AI',
]);

const letters = String.raw`\p{L}[\p{L}\p{M}]*(?:['’][\p{L}\p{M}]+)*`;
const mixedCase = /\p{Ll}/u;

/** The letters a-z and apostrophes of a word. */
const plainWord = (word: string): string =>
  withoutAccents(word)
    .toLowerCase()
    .replaceAll(/[^a-z']/g, '');

const isSpelled = (word: string, text: string): boolean => {
  const plain = plainWord(word);
  if (word.length < 2 || word.length > 5 || plain.length !== word.length) return false;
  if (initials.has(plain) || !/[aeiouy']/.test(plain)) return true;
  return capitalInitials.has(word) && mixedCase.test(text);
};

function wordOf([word]: RegExpExecArray, before: string, text: string): string | undefined {
  const short = abbreviations[word.toLowerCase()];
  if (short !== undefined) return short;
  const state = word === word.toUpperCase() && /,\s*$/.test(before) && mixedCase.test(text);
  const name = state && word !== 'DC' ? stateCodes.get(word) : undefined;
  if (name !== undefined) return name.toLowerCase();
  if (isSpelled(word, text)) return spelled(word);
  return plainWord(word) || undefined;
}

/** "St. Louis" is a saint, "5th St." a street. */
const saintOrStreet = spokenRule(`st(?:\\.|${ended})`, ([whole], before, text) => {
  const after = text.slice(before.length + whole.length);
  const street = /[\p{L}\p{N}]\s+$/u.test(before) && !/^\s*\p{L}/u.test(after);
  return street ? 'street' : 'saint';
});

/** Words: abbreviations, names of letters ("JFK", "U.S.A."), states after a comma ("Portland, OR"), and all others. */
export const wordRules: readonly SpokenRule[] = [
  spokenRule(String.raw`(?:[a-z]\.){2,12}(?![\p{L}\p{N}])|(?:[a-z]\.){1,11}[a-z]${ended}`, ([whole]) =>
    spelled(whole),
  ),
  saintOrStreet,
  spokenRule(`min(?:\\.|${ended})`, ([whole], before) =>
    whole.endsWith('.') || /\d\s*$/.test(before) ? 'minutes' : undefined,
  ),
  spokenRule(`no\\.\\s?(?=\\d)`, () => 'number'),
  spokenRule(`w/o?(?=\\s)`, ([whole]) => (whole.length === 3 ? 'without' : 'with')),
  spokenRule(letters, wordOf),
];
