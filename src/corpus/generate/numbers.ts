const ones =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const tens = ' ten twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const ordinals =
  ' first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth'.split(
    ' ',
  );

/** A whole number below 10,000 as it is said: 42 is "forty two", 1500 is "fifteen hundred". */
export function numberWords(n: number): string {
  if (n < 20) return ones[n]!;
  if (n < 100) return n % 10 === 0 ? tens[n / 10]! : `${tens[Math.floor(n / 10)]} ${ones[n % 10]}`;
  if (n >= 1000 && (n % 1000 < 100 || n % 100 !== 0)) {
    const rest = n % 1000;
    return `${numberWords(Math.floor(n / 1000))} thousand${rest === 0 ? '' : ` ${numberWords(rest)}`}`;
  }
  const rest = n % 100;
  return `${numberWords(Math.floor(n / 100))} hundred${rest === 0 ? '' : ` ${numberWords(rest)}`}`;
}

/** The day of a month as it is said: 2 is "second", 31 is "thirty first". */
export function ordinalWords(day: number): string {
  if (day < 20) return ordinals[day]!;
  if (day % 10 === 0) return day === 20 ? 'twentieth' : 'thirtieth';
  return `${tens[Math.floor(day / 10)]} ${ordinals[day % 10]}`;
}

/** The day of a month as it is written: 2 is "2nd". */
export function ordinalDigits(day: number): string {
  const teen = day >= 11 && day <= 13;
  const suffix = teen ? 'th' : (['th', 'st', 'nd', 'rd'][day % 10] ?? 'th');
  return `${day}${suffix}`;
}

/** A year of this century as it is said: 2026 is "twenty twenty six". */
export const yearWords = (year: number): string => `twenty ${numberWords(year % 100)}`;
