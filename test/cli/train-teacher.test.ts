import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { trainCommand } from '../../src/cli/train.ts';
import { loadPackage } from '../../src/package/load.ts';
import { runCommand } from '../helpers/command.ts';
import { temporaryFolder, writeTinyPackage } from '../helpers/tiny-package.ts';

const sentence = '{"text": "To Oslo", "slots": [{"slot": "destination", "start": 3, "end": 7}]}\n';

let folder: string;
let remove: () => Promise<void>;
let teacher: string;
beforeAll(async () => {
  ({ folder, remove } = await temporaryFolder());
  teacher = await writeTinyPackage(folder, { name: 'large', slots: ['destination'] });
  const distillation = { weight: 0.8, temperature: 2 };
  const encoders = { word: { dimension: 4 }, shape: { dimension: 2 } };
  const augmentation = { lowerCase: 0.5 };
  const recipe = { name: 'small', encoders, augmentation, distillation, training: { epochs: 2, batch: 4 } };
  writeFileSync(join(folder, 'recipe.json'), JSON.stringify(recipe));
  mkdirSync(join(folder, 'data'));
  for (const part of ['train', 'dev'])
    writeFileSync(join(folder, 'data', `${part}.jsonl`), sentence.repeat(36));
});
afterAll(() => remove());

it.each(['1', '2'])('trains with %s workers, and records which model it learned from', async (workers) => {
  const out = join(folder, `student-${workers}`);
  const args = ['--data', join(folder, 'data'), '--out', out, '--teacher', teacher, '--workers', workers];
  const { exitCode } = await runCommand(trainCommand(), join(folder, 'recipe.json'), ...args);
  expect(exitCode).toBeUndefined();
  const { manifest } = await loadPackage(out);
  const { files } = (await loadPackage(teacher)).manifest;
  const { sha256 } = files['model.onnx']!;
  expect(manifest.training).toMatchObject({ teacher: { name: 'large', version: '1.2.3', sha256 } });
  const card = readFileSync(join(out, 'README.md'), 'utf8');
  expect(card).toContain(`| large 1.2.3 (\`${sha256}\`), 80 % of the loss at temperature 2 |`);
  expect(card).toContain('--teacher TEACHER');
});

it('goes on from a checkpoint with the same teacher only', async () => {
  const out = join(folder, 'changed');
  const train = (...more: string[]) => {
    const args = ['--data', join(folder, 'data'), '--out', out, '--workers', '1', ...more];
    return runCommand(trainCommand(), join(folder, 'recipe.json'), ...args);
  };
  const seen = vi.spyOn(process, 'on');
  const training = train('--teacher', teacher);
  await vi.waitUntil(() => seen.mock.calls.some(([event]) => event === 'SIGINT'), { interval: 1 });
  process.emit('SIGINT', 'SIGINT');
  expect((await training).exitCode).toBe(130);
  const other = await writeTinyPackage(folder, { name: 'other', slots: ['destination'], hidden: 7 });
  expect((await train('--teacher', other, '--resume')).errors).toContain('another recipe');
  expect((await train('--teacher', teacher, '--resume')).exitCode).toBeUndefined();
});
