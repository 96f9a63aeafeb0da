import type { KeywordedSplits } from '../../corpus/keyworded/splits.ts';
import type { WordVectors } from '../../corpus/vectors.ts';
import { learnWords, tokenInputs } from '../tokens/inputs.ts';
import { toExamples, toGoldDocuments } from './examples.ts';
import type { KeywordsRecipe } from './recipe.ts';
import type { KeywordsSetup } from './trainee.ts';

/** Learns the vocabulary from the training part, and lays the network out. */
export function prepareKeywords(
  recipe: KeywordsRecipe,
  splits: KeywordedSplits,
  vectors: WordVectors | undefined,
): KeywordsSetup {
  const { encoders } = recipe;
  const { projection, direction, ...network } = recipe.network;
  const words = learnWords(encoders, splits.train, vectors);
  return {
    recipe,
    words,
    architecture: {
      ...network,
      inputs: tokenInputs(encoders, words, vectors),
      ...(projection !== undefined && { projection }),
      reading: direction,
    },
    train: toExamples(splits.train, recipe),
    dev: toGoldDocuments(splits.dev),
  };
}
