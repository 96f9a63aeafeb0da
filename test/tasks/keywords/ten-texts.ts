import type { KeywordedSplits } from '../../../src/corpus/keyworded/splits.ts';
import type { KeywordedText } from '../../../src/corpus/keyworded/text.ts';
import { type KeywordsRecipe, keywordsRecipeSchema } from '../../../src/tasks/keywords/recipe.ts';

const text = (text: string, ...keywords: string[]): KeywordedText => ({
  text,
  keywords,
  at: { file: 'ten.jsonl', line: 1 },
});

/** Ten texts to learn by heart, one of them so long that it is cut. */
export const tenTexts: readonly KeywordedText[] = [
  text('Ship control by neural networks. We steer a ship in waves.', 'ship control', 'neural networks'),
  text('A study of multi-step games. Multi-step games are hard.', 'multi-step game'),
  text('Sparse linear systems: a fast solver for large problems.', 'sparse linear systems', 'fast solver'),
  text('On trees', 'trees'),
  text('We measure delay in wireless networks; the delay is small.', 'wireless networks', 'delay'),
  text('The quick test of nothing at all.'),
  text('Parallel sorting, and its cost. Sorting needs memory.', 'parallel sorting', 'chess'),
  text('Speech recognition for cars, with a microphone.', 'speech recognition'),
  text('Image retrieval by colour. Colour histograms are compared.', 'image retrieval', 'colour histograms'),
  text(
    'Routing of packets in a ring. Each node of it knows the next one, and packets that are lost come again. ' +
      'A deadlock may follow, which we avoid. All of it was tried in a small network of twelve nodes, and of thirty nodes too.',
    'packet routing',
    'deadlock',
    'ring',
  ),
];

/** All parts are the same texts. */
export const tenSplits: KeywordedSplits = {
  train: tenTexts,
  dev: tenTexts,
  test: undefined,
  devCutFromTrain: false,
  files: [],
  sha256: 'x',
};

/** A recipe for a network that learns them in seconds. */
export function tenRecipe(training: object = {}, network: object = {}): KeywordsRecipe {
  return keywordsRecipeSchema.parse({
    task: 'keywords',
    name: 'tiny',
    encoders: { word: { dimension: 12, otherRate: 0.05 } },
    network: {
      place: 3,
      hidden: 12,
      attention: 8,
      dropout: { input: 0.1, between: 0.1, output: 0.1 },
      ...network,
    },
    window: { size: 24, margin: 9 },
    training: {
      batch: 4,
      epochs: 40,
      patience: 40,
      seed: 7,
      optimizer: { name: 'adam', learningRate: 0.01 },
      ...training,
    },
  });
}
