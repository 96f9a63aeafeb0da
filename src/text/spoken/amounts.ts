import { codeWords, digitWords, numberWords } from './numbers.ts';
import { ended, type SpokenRule, spelled, spokenRule } from './rule.ts';

type Currency = { readonly one: string; readonly many: string };

const dollar: Currency = { one: 'dollar', many: 'dollars' };
const euro: Currency = { one: 'euro', many: 'euros' };
const pound: Currency = { one: 'pound', many: 'pounds' };
const currencies: Readonly<Record<string, Currency>> = {
  $: dollar,
  usd: dollar,
  '€': euro,
  eur: euro,
  '£': pound,
  gbp: pound,
  '¥': { one: 'yen', many: 'yen' },
  jpy: { one: 'yen', many: 'yen' },
};

const whole = String.raw`(\d{1,3}(?:,\d{3}){1,3}|\d{1,9})`;

function amountWords(
  amount: string,
  cents: string | undefined,
  scale: string | undefined,
  name: string,
): string {
  const currency = currencies[name.toLowerCase()]!;
  const number = Number(amount.replaceAll(',', ''));
  if (scale) {
    const point = cents && Number(cents) > 0 ? ` point ${digitWords(cents)}` : '';
    return `${numberWords(number)}${point} ${/^[kt]/i.test(scale) ? 'thousand' : 'million'} ${currency.many}`;
  }
  const words = `${numberWords(number)} ${number === 1 ? currency.one : currency.many}`;
  return cents && Number(cents) > 0 ? `${words} ${numberWords(Number(cents.padEnd(2, '0')))}` : words;
}

const plain = (amount: string): string => numberWords(Number(amount.replaceAll(',', '')));

/** After these words a number names something and is said in pairs: "flight 405", "route 1389". */
const named =
  /(?:^|[^\p{L}])(?:flight|route|highway|hwy|interstate|exit|gate|room|train|bus|us|u\.s\.|number)[\s#-]*$/iu;

function numberOf(digits: string, before: string): string {
  if (
    (digits.length > 6 && !digits.endsWith('000')) ||
    digits.length > 12 ||
    (digits.length > 1 && digits.startsWith('0'))
  )
    return digitWords(digits);
  const code = digits.length >= 3 && digits.length <= 4 && named.test(before);
  return code ? codeWords(digits) : numberWords(Number(digits));
}

/** Prices, percentages, decimals, codes of letters and digits ("UA 2010", "I-95"), and other numbers. */
export const amountRules: readonly SpokenRule[] = [
  spokenRule(
    String.raw`(?:US)?([$€£¥])\s?${whole}(?:\.(\d{1,2}))?(?!\d|[.,]\d)(?:\s?(k|thousand|million|m)${ended})?(?:\s?(?:usd|dollars|euros|pounds)${ended})?`,
    ([, name, amount, cents, scale]) => amountWords(amount!, cents, scale, name!),
  ),
  spokenRule(
    String.raw`${whole}(?:\.(\d{2}))?\s?(?:([$€£])|(usd|eur|gbp|jpy)${ended})`,
    ([, amount, cents, sign, code]) => amountWords(amount!, cents, undefined, (sign ?? code)!),
  ),
  spokenRule(String.raw`${whole}(?:\.(\d{1,4}))?\s?%`, ([, amount, decimals]) =>
    decimals ? `${plain(amount!)} point ${digitWords(decimals)} percent` : `${plain(amount!)} percent`,
  ),
  spokenRule(
    String.raw`(\d{1,9})\.(\d{1,6})${ended}(?!\.\d)`,
    ([, n, decimals]) => `${plain(n!)} point ${digitWords(decimals!)}`,
  ),
  spokenRule(String.raw`(\d{1,3}(?:,\d{3}){1,3})${ended}`, ([, n]) => plain(n!)),
  spokenRule(String.raw`(\d{1,6})k${ended}`, ([, n]) => `${plain(n!)} thousand`),
  spokenRule(String.raw`#\s?(\d{1,9})${ended}`, ([, n], before) => `number ${numberOf(n!, before)}`),
  spokenRule(String.raw`([a-z]{1,3})-?(\d{1,9})([a-z]{0,2})${ended}`, ([, letters, digits, end]) =>
    [spelled(letters!), codeWords(digits!), spelled(end!)].join(' ').trim(),
  ),
  spokenRule(
    String.raw`(\d{1,9})-?([a-z])${ended}`,
    ([, digits, letter]) => `${codeWords(digits!)} ${spelled(letter!)}`,
  ),
  spokenRule(String.raw`(\d{1,15})\+`, ([, digits], before) => `${numberOf(digits!, before)} plus`),
  spokenRule(String.raw`\d{1,15}`, ([digits], before) => numberOf(digits!, before)),
  spokenRule('&(?:amp;)?', () => 'and'),
  spokenRule('@', () => 'at'),
];
