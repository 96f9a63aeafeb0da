import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { trainCommand } from '../../../src/cli/train.ts';
import { goldenSchema } from '../../../src/package/golden.ts';
import { finishTagger } from '../../../src/tasks/tag/finish.ts';
import { loadTagger } from '../../../src/tasks/tag/load.ts';
import { prepareTagger } from '../../../src/tasks/tag/prepare.ts';
import { recipeSchema } from '../../../src/tasks/tag/recipe.ts';
import { layoutOf } from '../../../src/tasks/tag/train.ts';
import { startPosition } from '../../../src/training/checkpoint.ts';
import { runCommand } from '../../helpers/command.ts';
import { temporaryFolder } from '../../helpers/tiny-package.ts';

it('makes a package that loads, though no dev sentence is short and has a slot', async () => {
  const { folder, remove } = await temporaryFolder();
  onTestFinished(remove);
  const line = (text: string, start: number): string =>
    `${JSON.stringify({ text, slots: [{ slot: 'destination', start, end: start + 4 }] })}\n`;
  mkdirSync(join(folder, 'data'));
  writeFileSync(join(folder, 'data', 'train.jsonl'), line('to Oslo', 3));
  writeFileSync(join(folder, 'data', 'dev.jsonl'), line(`${'please '.repeat(12)}to Rome`, 87));
  const recipe = { name: 'tiny', encoders: { shape: { dimension: 2 } }, training: { epochs: 1 } };
  writeFileSync(join(folder, 'recipe.json'), JSON.stringify(recipe));
  const args = ['recipe.json', '--data', 'data', '--out', 'out'];
  const paths = args.map((arg) => (arg.startsWith('--') ? arg : join(folder, arg)));
  const { errors, exitCode } = await runCommand(trainCommand(), ...paths, '--workers', '1');
  expect(exitCode, errors).toBeUndefined();
  const tagger = await loadTagger(join(folder, 'out'));
  expect(tagger.manifest.slots).toEqual(['destination']);
  await tagger.close();
});

/** A training that ended with its first weights. */
function untrained({ examples = [] as string[], devCutFromTrain = false } = {}) {
  const sentence = (origin: string, destination: string) => ({
    text: `from ${origin} to ${destination}`,
    slots: [
      { slot: 'origin', start: 5, end: 5 + origin.length },
      { slot: 'destination', start: 9 + origin.length, end: 9 + origin.length + destination.length },
    ],
    requested: ['origin', 'unheard-of'],
  });
  const train = [sentence('Oslo', 'Rome'), { text: 'hello', slots: [] }];
  const dev = [sentence('Rome', 'Oslo'), sentence('Paris', 'Rome')];
  const splits = { train, dev, devCutFromTrain, files: [], sha256: '0'.repeat(64) };
  const recipe = recipeSchema.parse({
    name: 'tiny',
    examples,
    encoders: { shape: { dimension: 2 } },
    network: { hidden: 4, requested: { dimension: 2 } },
    augmentation: { swapRoles: { origin: 'origin', destination: 'destination' } },
  });
  const setup = prepareTagger(recipe, splits, undefined);
  const weights = layoutOf(setup).initialize(1);
  const checkpoint = {
    formatVersion: 3 as const,
    fingerprint: '',
    position: startPosition(),
    weights,
    average: weights,
    slots: [],
    best: weights,
  };
  return { setup, checkpoint, splits, dataName: 'made', workers: 1 };
}

async function outFolder(): Promise<{ folder: string; out: string }> {
  const { folder, remove } = await temporaryFolder();
  onTestFinished(remove);
  return { folder, out: join(folder, 'out') };
}

describe('finishTagger', () => {
  it('leaves an older package as it was, and nothing beside it, when it fails before the end', async () => {
    const { folder, out } = await outFolder();
    await finishTagger(out, untrained(), () => 'old');
    const before = readFileSync(join(out, 'manifest.json'), 'utf8');
    const failing = finishTagger(out, untrained({ examples: ['from Oslo'] }), () => {
      throw new Error('no card');
    });
    await expect(failing).rejects.toThrow('no card');
    expect(readFileSync(join(out, 'manifest.json'), 'utf8')).toBe(before);
    expect(readdirSync(folder)).toEqual(['out']);
  });

  it('counts sentences of the data apart from those added with swapped roles', async () => {
    const { out } = await outFolder();
    const { manifest } = await finishTagger(out, untrained(), () => '');
    expect(manifest.training).toMatchObject({ sentences: 2, twins: 1 });
  });

  it('says when dev was cut from train', async () => {
    const { out } = await outFolder();
    const { manifest } = await finishTagger(out, untrained({ devCutFromTrain: true }), () => '');
    expect(manifest.metrics.dev?.dataSet).toBe('made dev, a tenth of train');
  });

  it.each([
    ['the recipe names', ['from Oslo', 'to Rome'], ['from Oslo', 'to Rome']],
    ['dev has', [], ['from Rome to Oslo', 'from Paris to Rome']],
  ])('records texts that %s, and some with the slots that had been asked for', async (_, examples, texts) => {
    const { out } = await outFolder();
    await finishTagger(out, untrained({ examples }), () => '');
    const golden = goldenSchema.parse(JSON.parse(readFileSync(join(out, 'golden.json'), 'utf8')));
    const plain = golden.filter(({ requested }) => requested === undefined);
    expect(plain.map(({ text }) => text).sort()).toEqual([...texts].sort());
    const asked = golden.filter(({ requested }) => requested !== undefined);
    expect(asked.map(({ requested }) => requested)).toEqual([['origin'], ['origin']]);
    await (await loadTagger(out)).close();
  });
});
