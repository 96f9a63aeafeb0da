import type { ClassifiedSplits } from '../../corpus/classified/splits.ts';
import type { WordVectors } from '../../corpus/vectors.ts';
import { tokenizers } from '../../text/tokenizers.ts';
import { learnWords, tokenInputs } from '../tokens/inputs.ts';
import type { TokenInput } from '../tokens/network.ts';
import { toExamples } from './examples.ts';
import { trainNgrams } from './ngram-judge.ts';
import type { SentimentRecipe } from './recipe.ts';
import type { SentimentSetup } from './trainee.ts';

/** Learns the vocabulary from the training part, and lays the network out. */
export function prepareSentiment(
  recipe: SentimentRecipe,
  splits: ClassifiedSplits,
  vectors: WordVectors | undefined,
): SentimentSetup {
  const { encoders, tokenizer, ngrams } = recipe;
  const { projection, direction, ...network } = recipe.network;
  const words = learnWords(encoders, splits.train, vectors, tokenizers[tokenizer]);
  const inputs = tokenInputs(encoders, words, vectors);
  const train = toExamples(splits.train, recipe);
  return {
    recipe,
    words,
    architecture: {
      ...network,
      inputs: network.join === 'sum' ? inputs.map(asCorrection) : inputs,
      ...(projection !== undefined && { projection }),
      reading: direction,
      ...(ngrams && { ngrams: trainNgrams(train, ngrams, recipe.training.seed) }),
    },
    train,
    dev: toExamples(splits.dev, recipe),
  };
}

/** What is added to published vectors starts near nothing. */
function asCorrection(input: TokenInput): TokenInput {
  return 'frozen' in input ? input : { ...input, deviation: 0.01 };
}
