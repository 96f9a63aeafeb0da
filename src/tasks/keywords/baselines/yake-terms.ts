import { isStopword } from '../stopwords.ts';
import type { ReadText, Word } from '../words.ts';

/** What a text tells of a term, a word by its stem. */
interface Term {
  count: number;
  /** Occurrences in capitals only, of two letters or more. */
  acronyms: number;
  /** Occurrences with a capital first letter that no sentence begins with. */
  capitals: number;
  readonly sentences: Set<number>;
  /** How often each stem stands next to it, with nothing between that parts them. */
  readonly left: Map<string, number>;
  readonly right: Map<string, number>;
  /** Whether each word of this stem is a stopword: "being" is, "beings" is not. */
  isStop: boolean;
}

/**
 * S(t) of every term of a text that is no stopword, the smaller the better (Campos et al. 2020):
 * S = TRel · TPos / (TCase + TFNorm / TRel + TSent / TRel), with
 * TCase = max(TF in capitals, TF of acronyms) / (1 + ln TF);
 * TPos = ln(ln(3 + the median of the numbers of its sentences, from 0));
 * TFNorm = TF / (mean + standard deviation of TF over terms that are no stopwords);
 * TRel = 1 + (DL + DR) · TF / the greatest TF, DL and DR being the share of different ones among its left and right neighbours;
 * TSent = its sentences / all sentences.
 */
export function termScores(read: ReadText): Map<string, number> {
  const { terms, sentences } = termsOf(read);
  const counts = [...terms.values()].map(({ count }) => count);
  const greatest = counts.reduce((a, b) => Math.max(a, b), 0);
  const usual = usualCount([...terms.values()].filter(({ isStop }) => !isStop).map(({ count }) => count));
  const scores = new Map<string, number>();
  for (const [stem, term] of terms) {
    if (term.isStop) continue;
    const casing = Math.max(term.acronyms, term.capitals) / (1 + Math.log(term.count));
    const position = Math.log(Math.log(3 + medianOf([...term.sentences])));
    const frequency = term.count / usual;
    const context = shareOfDifferent(term.left) + shareOfDifferent(term.right);
    const relatedness = 1 + context * (term.count / greatest);
    const spread = term.sentences.size / sentences;
    scores.set(stem, (relatedness * position) / (casing + frequency / relatedness + spread / relatedness));
  }
  return scores;
}

function termsOf({ tokens, words }: ReadText): { terms: Map<string, Term>; sentences: number } {
  const terms = new Map<string, Term>();
  let sentence = -1;
  let before: Word | undefined;
  for (const word of words) {
    const { token, form, stem, gap } = word;
    if (gap === 'end') sentence += 1;
    const term = terms.get(stem) ?? newTerm();
    terms.set(stem, term);
    term.count += 1;
    term.isStop &&= isStopword(form);
    term.sentences.add(sentence);
    const { text } = tokens[token]!;
    if (/^\p{Lu}{2,}$/u.test(text)) term.acronyms += 1;
    if (/^\p{Lu}/u.test(text) && gap !== 'end') term.capitals += 1;
    if (before && gap === 'none') {
      count(term.left, before.stem);
      count(terms.get(before.stem)!.right, stem);
    }
    before = word;
  }
  return { terms, sentences: sentence + 1 };
}

function newTerm(): Term {
  const [sentences, left, right] = [new Set<number>(), new Map<string, number>(), new Map<string, number>()];
  return { count: 0, acronyms: 0, capitals: 0, sentences, left, right, isStop: true };
}

function count(counts: Map<string, number>, stem: string): void {
  counts.set(stem, (counts.get(stem) ?? 0) + 1);
}

/** Different neighbours on a side by all that stand there: 1 beside ever new ones, small beside always the same. */
function shareOfDifferent(neighbours: ReadonlyMap<string, number>): number {
  const all = [...neighbours.values()].reduce((a, b) => a + b, 0);
  return all === 0 ? 0 : neighbours.size / all;
}

/** Mean and standard deviation together. */
function usualCount(counts: readonly number[]): number {
  const mean = counts.reduce((a, b) => a + b, 0) / counts.length;
  return mean + Math.sqrt(counts.reduce((sum, count) => sum + (count - mean) ** 2, 0) / counts.length);
}

function medianOf(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
