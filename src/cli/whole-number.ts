import { InvalidArgumentError } from 'commander';

/** Reads an option that is a whole number of at least `least` and, if given, at most `most`. */
export function wholeNumber(least = 0, most = Number.POSITIVE_INFINITY): (text: string) => number {
  return (text) => {
    const number = Number(text);
    if (!/^\d{1,9}$/u.test(text) || number < least || number > most) {
      const range = Number.isFinite(most) ? `to ${most}` : 'up';
      throw new InvalidArgumentError(`It must be a whole number from ${least} ${range}.`);
    }
    return number;
  };
}
