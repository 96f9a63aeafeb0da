import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { trainCommand } from '../../../src/cli/train.ts';
import { loadTagger } from '../../../src/tasks/tag/service.ts';
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
