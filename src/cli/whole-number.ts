import { InvalidArgumentError } from 'commander';

/** Reads an option that is a whole number of at least `least`. */
export function wholeNumber(least = 0): (text: string) => number {
  return (text) => {
    const number = Number(text);
    if (!/^\d{1,9}$/u.test(text) || number < least) {
      throw new InvalidArgumentError(`It must be a whole number from ${least} up.`);
    }
    return number;
  };
}
