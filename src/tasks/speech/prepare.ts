import { featureWidth } from '../../audio/features/settings.ts';
import type { SpeechSplits } from '../../corpus/speech/splits.ts';
import { alphabetOf } from './alphabet.ts';
import { toExamples } from './examples.ts';
import type { SpeechArchitecture } from './network.ts';
import type { SpeechRecipe } from './recipe.ts';
import type { SpeechSetup } from './trainee.ts';

/** Lays the network out, and encodes what it learns from. */
export function prepareSpeech(
  recipe: SpeechRecipe,
  splits: Pick<SpeechSplits, 'train' | 'dev'>,
): SpeechSetup {
  const { features, data } = recipe;
  const alphabet = alphabetOf(recipe.alphabet);
  const settings = { alphabet, features, maxSeconds: data.maxSeconds };
  const { examples: train, ...leftOutOfTrain } = toExamples(splits.train, settings);
  const unlimited = { ...settings, maxSeconds: Number.POSITIVE_INFINITY };
  const { examples: dev, ...leftOutOfDev } = toExamples(splits.dev, unlimited);
  return {
    recipe,
    alphabet,
    architecture: architectureOf(recipe),
    train,
    dev,
    leftOut: { train: leftOutOfTrain, dev: leftOutOfDev },
  };
}

/** The network that a recipe asks for. */
export function architectureOf({ features, alphabet, network }: SpeechRecipe): SpeechArchitecture {
  const { direction, projection, ...sizes } = network;
  return {
    inputs: featureWidth(features),
    symbols: alphabetOf(alphabet).symbols.length,
    ...sizes,
    ...(projection !== undefined && { projection }),
    reading: direction,
  };
}
