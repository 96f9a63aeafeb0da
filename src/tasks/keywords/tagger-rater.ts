import { marginals } from '../../decoding/marginals.ts';
import { prepareTransitions } from '../../decoding/transitions.ts';
import type { Document } from './document.ts';
import { begin, constraint, labelNames } from './labels.ts';
import type { Rater } from './rater.ts';
import { leastProbability, type RatedSpan } from './spans.ts';

/**
 * Rates by labels: the scores of all windows of a document are put together, and the probability that exactly this span
 * is a keyword is that of the CRF over the whole document.
 */
export function taggerRater(documents: readonly Document[], maxWords: number): Rater {
  const labels = labelNames.length;
  const scores = documents.map(({ tokens }) => new Float32Array(tokens.length * labels));
  let transitions = new Float32Array((labels + 1) ** 2);
  return {
    outputs: ['scores', 'transitions'],
    feeds: () => ({}),
    take(windows, outputs) {
      transitions = Float32Array.from(outputs.transitions!);
      for (const [b, { document, start, from, to }] of windows.entries()) {
        for (let token = from; token < to; token++) {
          const at = ((token - start) * windows.length + b) * labels;
          scores[document]!.set(outputs.scores!.subarray(at, at + labels), token * labels);
        }
      }
    },
    spans() {
      const table = prepareTransitions(transitions, constraint);
      return documents.map((document, index): RatedSpan[] => {
        const time = document.tokens.length;
        if (time === 0) return [];
        const data = { data: scores[index]!, first: 0, stride: labels, time };
        const { chunk } = marginals(data, table);
        return rate(document, maxWords, (first, last) => chunk(begin, first, last));
      });
    },
  };
}

/** All stretches of up to `maxWords` words in one sentence that are not too improbable. */
function rate(
  { words }: Document,
  maxWords: number,
  probabilityOf: (first: number, last: number) => number,
): RatedSpan[] {
  const spans: RatedSpan[] = [];
  for (const [at, { token: first }] of words.entries()) {
    const stems: string[] = [];
    for (let size = 0; size < maxWords; size++) {
      const word = words[at + size];
      if (!word || (size > 0 && word.gap === 'end')) break;
      stems.push(word.stem);
      const probability = probabilityOf(first, word.token);
      if (probability < leastProbability) continue;
      spans.push({ first, last: word.token, key: stems.join(' '), probability });
    }
  }
  return spans;
}
