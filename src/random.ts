/** A seeded source of random numbers: the same seed gives the same numbers on every machine. */
export type RandomSource = {
  /** Uniform in [0, 1), with 32 random bits. */
  next(): number;
  /** Uniform integer in [0, bound); `bound` at least 1. */
  integer(bound: number): number;
  /** One element, each as likely as the others. Throws RangeError for an empty list. */
  pick<T>(list: readonly T[]): T;
  /** Standard normal (Box-Muller). */
  normal(): number;
};

/** FNV-1a, 32 bits, over UTF-16 units: a stable hash for seeds and for splitting names into parts. */
export function hashString(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }
  // Murmur3's finaliser: FNV alone leaves the high bits of short strings nearly equal.
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** The generator sfc32 (C. Doty-Humphrey, PractRand), seeded by a number or any string. */
export function randomSource(seed: number | string): RandomSource {
  const name = String(seed);
  let a = hashString(`a${name}`);
  let b = hashString(`b${name}`);
  let c = hashString(`c${name}`);
  let counter = 1;
  const bits = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    c |= 0;
    return sum >>> 0;
  };
  for (let i = 0; i < 12; i++) bits();

  const next = (): number => bits() / 0x1_0000_0000;
  const integer = (bound: number): number => Math.floor(next() * bound);
  return {
    next,
    integer,
    pick(list) {
      if (list.length === 0) throw new RangeError('pick needs at least one element');
      return list[integer(list.length)] as (typeof list)[number];
    },
    normal() {
      return Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
    },
  };
}
