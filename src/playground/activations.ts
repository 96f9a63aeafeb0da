import type { Activations } from './answer.ts';

/** What the letters of the cells' equations stand for. */
const titles: Readonly<Record<string, string>> = {
  i: 'input gate',
  f: 'forget gate',
  o: 'output gate',
  u: 'update gate',
  z: 'update gate',
  r: 'reset gate',
  g: 'candidate',
  c: 'memory',
  s: 'slow memory',
  k: 'clock',
  y: 'guess fed back',
  h: 'output',
};

/** The name of a gate or state in words, with its letter. */
export function titleOf(name: string): string {
  const title = titles[name];
  return title === undefined ? name : `${title} ${name}`;
}

/** What the numbers of one gate or state range over. */
export interface Range {
  readonly isSigned: boolean;
  /** The largest number, whatever its sign; at least 1, as gates have it. */
  readonly most: number;
}

/** The range of all tokens' numbers. */
export function rangeOf(values: Activations): Range {
  let isSigned = false;
  let most = 1;
  for (const value of values.flat()) {
    isSigned ||= value < 0;
    most = Math.max(most, Math.abs(value));
  }
  return { isSigned, most };
}

/** For each token how strong its numbers are on average: signs would cancel out. */
export function strengths(values: Activations): number[] {
  return values.map((units) => units.reduce((sum, value) => sum + Math.abs(value), 0) / (units.length || 1));
}
