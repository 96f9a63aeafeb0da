const ones =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const tens = ' ten twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const scales = ['', ' thousand', ' million', ' billion'];
const ordinals: Readonly<Record<string, string>> = {
  one: 'first',
  two: 'second',
  three: 'third',
  five: 'fifth',
  eight: 'eighth',
  nine: 'ninth',
  twelve: 'twelfth',
};

function belowThousand(n: number): string {
  if (n < 20) return ones[n]!;
  if (n < 100) return n % 10 === 0 ? tens[n / 10]! : `${tens[Math.floor(n / 10)]} ${ones[n % 10]}`;
  const rest = n % 100;
  return `${ones[Math.floor(n / 100)]} hundred${rest === 0 ? '' : ` ${belowThousand(rest)}`}`;
}

/** A whole number below 10^12 as it is said: 42 is "forty two", 1500 "fifteen hundred", 2025 "two thousand twenty five". */
export function numberWords(n: number): string {
  if (n < 1000) return belowThousand(n);
  if (n < 10_000 && n % 1000 >= 100 && n % 100 === 0) return `${belowThousand(n / 100)} hundred`;
  const groups: string[] = [];
  for (let rest = n, scale = 0; rest > 0; rest = Math.floor(rest / 1000), scale += 1) {
    if (rest % 1000 > 0) groups.unshift(`${belowThousand(rest % 1000)}${scales[scale]}`);
  }
  return groups.join(' ');
}

/** A whole number from 1 as a place in an order: 2 is "second", 31 "thirty first", 100 "one hundredth". */
export function ordinalWords(n: number): string {
  const words = numberWords(n).split(' ');
  const last = words.pop()!;
  const ordinal = ordinals[last] ?? (last.endsWith('y') ? `${last.slice(0, -1)}ieth` : `${last}th`);
  return [...words, ordinal].join(' ');
}

/** A year of four digits as it is said: 2026 is "twenty twenty six", 1905 "nineteen oh five", 2005 "two thousand five". */
export function yearWords(year: number): string {
  const rest = year % 100;
  if (year % 1000 < 10) return numberWords(year);
  const century = numberWords(Math.floor(year / 100));
  if (rest === 0) return `${century} hundred`;
  return `${century} ${rest < 10 ? 'oh ' : ''}${numberWords(rest)}`;
}

/** Digits one after another: "0071" is "zero zero seven one". */
export const digitWords = (digits: string): string =>
  [...digits].map((digit) => ones[Number(digit)]).join(' ');

const pairWords = (pair: string): string => {
  if (pair === '00') return 'hundred';
  return pair.startsWith('0') ? `oh ${ones[Number(pair)]}` : numberWords(Number(pair));
};

/** The number of a flight, a road or a room: "405" is "four oh five", "1389" "thirteen eighty nine"; longer ones by their digits. */
export function codeWords(digits: string): string {
  if (digits.startsWith('0') || digits.length > 4) return digitWords(digits);
  if (digits.length < 3) return numberWords(Number(digits));
  const number = Number(digits);
  return number % 1000 === 0
    ? numberWords(number)
    : `${numberWords(Math.floor(number / 100))} ${pairWords(digits.slice(-2))}`;
}
