import { expect, it } from 'vitest';
import { openSession } from '../../../src/runtime/session.ts';
import { buildServingModel } from '../../../src/tasks/tag/graphs.ts';
import { prepareTagger } from '../../../src/tasks/tag/prepare.ts';
import { recipeSchema } from '../../../src/tasks/tag/recipe.ts';
import { layoutOf, trainTagger } from '../../../src/tasks/tag/train.ts';
import { TokenVectors } from '../../../src/tasks/tokens/token-vectors.ts';
import { buildEncoders } from '../../../src/text/encoders/index.ts';
import { tokenize } from '../../../src/text/tokenizer.ts';

const sentence = (text: string) => ({ text, slots: [{ slot: 'destination', start: 3, end: text.length }] });
const train = ['to Oslo', 'to Rome', 'to Oslo', 'to Lima'].map(sentence);
const splits = { train, dev: train, devCutFromTrain: false, files: [], sha256: '' };

/** Rome and Lima occur once, so that they are other words in training too. */
function setupWith(other: boolean) {
  const encoders = { word: { dimension: 3, minCount: 2, other } };
  const network = { hidden: 4, loss: 'cross-entropy' };
  const recipe = recipeSchema.parse({ name: 'tiny', encoders, network, training: { epochs: 2, batch: 2 } });
  return prepareTagger(recipe, splits, undefined);
}

async function trainedVectors(other: boolean, text: string) {
  const setup = setupWith(other);
  const layout = layoutOf(setup);
  const before = layout.tensors(layout.initialize(1)).get('word.table')!;
  for await (const event of trainTagger({ setup, dev: train, dataHash: '', workers: 1 })) {
    if (event.kind !== 'end') continue;
    const tensors = layout.tensors(event.checkpoint.weights);
    const session = await openSession(buildServingModel(setup.architecture, tensors).tokens);
    const encoders = buildEncoders(setup.recipe.encoders, setup.words);
    const [vectors] = await new TokenVectors(session, encoders, 3).of([tokenize(text)]);
    await session.close();
    return { vectors: vectors!, before, table: tensors.get('word.table')! };
  }
  throw new Error('no end');
}

it('gives other words nothing where they have no row, in training and in serving', async () => {
  const { vectors, before, table } = await trainedVectors(false, 'to Rome Paris');
  const [to, rome, paris] = vectors;
  expect([...to!.vector]).toEqual([...table.subarray(3, 6)]);
  expect([rome, paris].map((token) => [[...token!.vector], token!.unknown])).toEqual([
    [[0, 0, 0], true],
    [[0, 0, 0], true],
  ]);
  // Their row is never looked at, so it stays as it began; the row of "to" does not.
  expect(table.subarray(0, 3)).toEqual(before.subarray(0, 3));
  expect(table.subarray(3, 6)).not.toEqual(before.subarray(3, 6));
});

it('gives other words the row that they share, which is trained', async () => {
  const { vectors, before, table } = await trainedVectors(true, 'Rome Paris');
  for (const { vector, unknown } of vectors) {
    expect([[...vector], unknown]).toEqual([[...table.subarray(0, 3)], true]);
  }
  expect(table.subarray(0, 3)).not.toEqual(before.subarray(0, 3));
});
