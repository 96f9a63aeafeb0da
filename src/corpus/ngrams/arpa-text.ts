import { begin, type NgramCounts, unknown } from './counts.ts';
import { type NgramEstimate, unseenProbability } from './estimate.ts';

/** How the format writes log10 of 0. */
const log10Zero = -99;

/** The lines of an ARPA file, each with its line end. */
export function* arpaText(counts: NgramCounts, estimate: NgramEstimate): Generator<string> {
  const entries = byDepth(counts, estimate);
  yield '\\data\\\n';
  for (const [depth, list] of entries.entries()) yield `ngram ${depth + 1}=${list.length}\n`;
  for (const [depth, list] of entries.entries()) {
    yield `\n\\${depth + 1}-grams:\n`;
    for (const entry of list) yield lineOf(counts, estimate, entry);
  }
  yield '\n\\end\\\n';
}

/** Kept entries of each order; 0, the empty n-gram, stands for `<unk>` where it does not occur. */
function byDepth(counts: NgramCounts, { kept }: NgramEstimate): number[][] {
  const lists = Array.from({ length: counts.order }, (): number[] => []);
  if (counts.get(0, unknown!) < 0) lists[0]!.push(0);
  for (let entry = 1; entry < counts.size; entry++) {
    if (kept[entry]) lists[counts.depth[entry]! - 1]!.push(entry);
  }
  return lists;
}

function lineOf(counts: NgramCounts, estimate: NgramEstimate, entry: number): string {
  if (entry === 0) return `${log10(unseenProbability(counts, estimate))}\t${counts.words[unknown!]}\n`;
  const probability = estimate.probability[entry]!;
  const isBegin = counts.depth[entry] === 1 && counts.word[entry] === begin;
  const words = wordsOf(counts, entry).join(' ');
  const backoff = estimate.backoff[entry]!;
  const rest = backoff === 1 ? '' : `\t${log10(backoff)}`;
  return `${isBegin ? log10Zero : log10(probability)}\t${words}${rest}\n`;
}

function wordsOf(counts: NgramCounts, entry: number): string[] {
  const words: string[] = [];
  for (let at = entry; at > 0; at = counts.context[at]!) words.push(counts.words[counts.word[at]!]!);
  return words.reverse();
}

function log10(value: number): string {
  return value > 0 ? Math.log10(value).toFixed(6) : String(log10Zero);
}
