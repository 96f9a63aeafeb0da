import { expect, it, onTestFinished } from 'vitest';
import type { LabelledSentence } from '../../../src/corpus/index.ts';
import { loadPackage } from '../../../src/package/load.ts';
import { finishTagger } from '../../../src/tasks/tag/finish.ts';
import { prepareTagger } from '../../../src/tasks/tag/prepare.ts';
import { type Recipe, recipeSchema } from '../../../src/tasks/tag/recipe.ts';
import { openNetwork } from '../../../src/tasks/tag/service.ts';
import { askTeacher } from '../../../src/tasks/tag/teacher.ts';
import { trainTagger } from '../../../src/tasks/tag/train.ts';
import type { TaggerSetup } from '../../../src/tasks/tag/trainee.ts';
import type { Checkpoint } from '../../../src/training/checkpoint.ts';
import { temporaryFolder } from '../../helpers/tiny-package.ts';

const sentences = ['Oslo', 'Rome', 'Paris', 'Bern'].flatMap((place): LabelledSentence[] => [
  { text: `to ${place}`, slots: [{ slot: 'destination', start: 3, end: 3 + place.length }] },
  { text: `from ${place} please`, slots: [{ slot: 'origin', start: 5, end: 5 + place.length }] },
  { text: `hello ${place}`, slots: [] },
]);
const splits = {
  train: sentences,
  dev: sentences,
  devCutFromTrain: false,
  files: [],
  sha256: '0'.repeat(64),
};

function recipe(loss: string, more: object = {}): Recipe {
  return recipeSchema.parse({
    name: 'tiny',
    encoders: { word: { dimension: 8, otherRate: 0 } },
    network: { hidden: 12, loss, dropout: { input: 0, between: 0, output: 0 } },
    training: { batch: 4, epochs: 40, patience: 40, optimizer: { name: 'adam', learningRate: 0.03 } },
    ...more,
  });
}

async function train(setup: TaggerSetup): Promise<Checkpoint> {
  for await (const event of trainTagger({ setup, dev: sentences, dataHash: 'x', workers: 1 })) {
    if (event.kind === 'end') return event.checkpoint;
  }
  throw new Error('no end');
}

it.each(['crf', 'cross-entropy'])(
  'with %s a student learns what its teacher thinks, whatever the labels of its sentences',
  async (loss) => {
    const { folder, remove } = await temporaryFolder();
    onTestFinished(remove);
    const setup = prepareTagger(recipe(loss), splits, undefined);
    const checkpoint = await train(setup);
    expect(checkpoint.position.bestScore).toBe(1);
    // The last weights, for the best ones are of the first epoch that was right, and still unsure.
    const sure = { ...checkpoint, best: checkpoint.weights };
    await finishTagger(folder, { setup, checkpoint: sure, splits, dataName: 'x', workers: 1 }, () => '');

    const { network, close } = await openNetwork(await loadPackage(folder));
    onTestFinished(close);
    const { labels, train: examples } = setup;
    const wrong = examples.map((example) => ({ ...example, gold: example.gold.map(() => 0) }));
    const student = async (weight: number): Promise<number> => {
      const distillation = { weight, temperature: 2 };
      const prepared = prepareTagger(recipe(loss, { distillation }), splits, undefined);
      const question = { examples, labels, lowerCased: false, temperature: 2 };
      const opinions = await askTeacher(network, question);
      return (await train({ ...prepared, train: wrong, opinions })).position.bestScore;
    };
    expect(await student(1)).toBe(1);
    expect(await student(0.9)).toBe(1);
    expect(await student(0)).toBe(0);
  },
);
