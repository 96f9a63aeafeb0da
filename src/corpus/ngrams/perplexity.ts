import type { NgramModel } from '../../decoding/ctc/ngram-model.ts';

/** How well a model foresees text. */
export interface Perplexity {
  /** exp of minus the mean ln P of known words and ends of sentences. */
  readonly perplexity: number;
  readonly words: number;
  /** Words that the model does not know, which are left out of the mean. */
  readonly unknown: number;
}

/** Measures a model on sentences. */
export function measurePerplexity(model: NgramModel, sentences: Iterable<readonly string[]>): Perplexity {
  let [sum, counted, words, unknown] = [0, 0, 0, 0];
  for (const sentence of sentences) {
    let state = model.start;
    const numbers = sentence.map((word) => model.wordOf(word));
    if (model.end >= 0) numbers.push(model.end);
    words += sentence.length;
    for (const number of numbers) {
      if (number < 0) unknown += 1;
      else {
        sum += model.logProb(state, number);
        counted += 1;
      }
      state =
        number >= 0 ? model.next(state, number) : model.unknown < 0 ? 0 : model.next(state, model.unknown);
    }
  }
  return { perplexity: Math.exp(-sum / counted), words, unknown };
}
