export { numberWords, ordinalWords, yearWords } from '../../text/spoken/numbers.ts';

/** The day of a month as it is written: 2 is "2nd". */
export function ordinalDigits(day: number): string {
  const teen = day >= 11 && day <= 13;
  const suffix = teen ? 'th' : (['th', 'st', 'nd', 'rd'][day % 10] ?? 'th');
  return `${day}${suffix}`;
}
