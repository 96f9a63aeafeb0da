import type { KeywordedText } from '../../../corpus/keyworded/text.ts';
import type { ScoredPhrase } from '../merging.ts';
import { goldOf, type KeywordScores, type ScoredDocument, scoreKeywords } from '../metrics.ts';
import { type ReadText, readText } from '../words.ts';
import { learnFrequencies, rankByTfIdf, rankByWordTfIdf } from './tf-idf.ts';
import { rankByYake } from './yake.ts';

/** What methods without a network reach on the same texts, by the same measure. */
export interface BaselineScores {
  /** tf · idf of whole phrases, with document frequencies of the training texts. */
  readonly tfIdf: KeywordScores;
  /** The sum of tf · idf over the words of phrases. */
  readonly wordTfIdf: KeywordScores;
  /** Learns from no other text. */
  readonly yake: KeywordScores;
}

/**
 * Scores the baselines on texts. Each lists every candidate that is left after merging, so only their scores at k say
 * something, not those of the set.
 */
export function scoreBaselines(
  texts: readonly KeywordedText[],
  training: readonly KeywordedText[],
  options: { readonly maxWords?: number; readonly cutoffs?: readonly number[] } = {},
): BaselineScores {
  const { maxWords, cutoffs } = options;
  const frequencies = learnFrequencies(
    training.map(({ text }) => text),
    { maxWords },
  );
  const documents = texts.map(({ text, keywords }) => {
    const read = readText(text);
    return { read, ...goldOf(read, keywords) };
  });
  const score = (rank: (read: ReadText) => ScoredPhrase[]): KeywordScores => {
    const scored = documents.map(
      ({ read, ...gold }): ScoredDocument => ({ ...gold, predicted: rank(read).map(({ key }) => key) }),
    );
    return scoreKeywords(scored, cutoffs);
  };
  return {
    tfIdf: score((read) => rankByTfIdf(read, frequencies, { maxWords })),
    wordTfIdf: score((read) => rankByWordTfIdf(read, frequencies, { maxWords })),
    yake: score((read) => rankByYake(read, { maxWords })),
  };
}
