import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { trainCommand } from '../../src/cli/train.ts';
import { type Outcome, runCommand } from '../helpers/command.ts';
import { writeTinyPackage } from '../helpers/tiny-package.ts';

const sample = fileURLToPath(new URL('../../data/sample', import.meta.url));
const recipe = { name: 'tiny', encoders: { shape: { dimension: 2 } }, training: { epochs: 1 } };
const slot = '{"text": "to Oslo", "slots": [{"slot": "destination", "start": 3, "end": 7}]}\n';
const none = '{"text": "hello", "slots": []}\n';

let folder: string;
const path = (...names: string[]): string => join(folder, ...names);
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'slotline-refusals-'));
  writeFileSync(path('recipe.json'), JSON.stringify(recipe));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function train(data: string, ...more: string[]): Promise<Outcome> {
  return runCommand(trainCommand(), path('recipe.json'), '--data', data, '--out', path('out'), ...more);
}

function dataOf(name: string, parts: Readonly<Record<string, string>>): string {
  mkdirSync(path(name));
  for (const [part, text] of Object.entries(parts)) writeFileSync(path(name, `${part}.jsonl`), text);
  return path(name);
}

describe('slotline train refuses before it trains', () => {
  it.each([
    ['no sentences', { train: '' }, 'training sentence'],
    ['no slots to learn', { train: none, dev: slot }, 'training sentence'],
    ['no dev sentences', { train: slot, dev: '' }, 'dev sentence'],
    ['no slots to score by', { train: slot, dev: none }, 'dev sentence'],
    ['one sentence in all', { train: slot }, 'sentence with a slot'],
  ])('data with %s', async (name, parts, message) => {
    const { errors, exitCode } = await train(dataOf(name, parts));
    expect(errors).toContain(message);
    expect(exitCode).toBe(1);
  });

  it('a folder that is no model package, which would be lost', async () => {
    mkdirSync(path('precious'));
    writeFileSync(path('precious', 'letter.txt'), 'dear');
    const { errors, exitCode } = await train(sample, '--out', path('precious'));
    expect(errors).toContain('is no model package');
    expect(exitCode).toBe(1);
    expect(existsSync(path('precious', 'letter.txt'))).toBe(true);
  });

  it('word vectors that the recipe would not use', async () => {
    const { errors, exitCode } = await train(sample, '--vectors', path('glove.txt'));
    expect(errors).toContain('no vector encoder');
    expect(exitCode).toBe(2);
  });

  it('a teacher that the recipe would not listen to', async () => {
    const { errors, exitCode } = await train(sample, '--teacher', path('tiny'));
    expect(errors).toContain('no distillation');
    expect(exitCode).toBe(2);
  });

  describe('with distillation', () => {
    const distil = (data: string, ...more: string[]) => {
      writeFileSync(path('distil.json'), JSON.stringify({ ...recipe, distillation: {} }));
      const args = ['--data', data, '--out', path('student'), ...more];
      return runCommand(trainCommand(), path('distil.json'), ...args);
    };

    it('no teacher to learn from', async () => {
      const { errors, exitCode } = await distil(sample);
      expect(errors).toContain('--teacher');
      expect(exitCode).toBe(1);
    });

    it('a teacher that is no package', async () => {
      const { errors, exitCode } = await distil(sample, '--teacher', path('nowhere'));
      expect(errors).toContain('nowhere: manifest.json: is missing');
      expect(exitCode).toBe(1);
    });

    it.each([
      ['more', ['destination', 'origin'], 'the training data lacks B-origin'],
      ['fewer', ['origin'], 'the teacher lacks B-destination'],
    ])('a teacher that knows %s slots than the data', async (name, slots, message) => {
      const teacher = await writeTinyPackage(folder, { name, slots });
      const data = dataOf(`${name}-slots`, { train: slot, dev: slot });
      const { errors, exitCode } = await distil(data, '--teacher', teacher);
      expect(errors).toContain(message);
      expect(exitCode).toBe(1);
      expect(existsSync(path('student'))).toBe(false);
    });
  });

  it.each([
    ['version', { version: '1' }],
    ['license', { license: '' }],
    ['language', { language: '' }],
    ['name', { name: 'Not A Name' }],
    ['dataLicense', { dataLicense: '' }],
    ['vectors.license', { vectors: { license: '' } }],
  ])('a recipe whose %s no manifest takes', async (field, wrong) => {
    writeFileSync(path('wrong.json'), JSON.stringify({ ...recipe, ...wrong }));
    const { errors, exitCode } = await runCommand(
      trainCommand(),
      path('wrong.json'),
      '--data',
      sample,
      '--out',
      path('out'),
    );
    expect(errors).toContain(`${path('wrong.json')}: ${field}: `);
    expect(exitCode).toBe(1);
  });

  it('a checkpoint that is in the way, before data and vectors are read', async () => {
    writeFileSync(path('out.checkpoint'), 'not one');
    const { errors, exitCode } = await train('no-data');
    expect(errors).toContain('--resume or drop it with --restart');
    expect(exitCode).toBe(1);
    const resumed = await train('no-data', '--resume');
    expect(resumed.errors).toMatch(/^error: .+out\.checkpoint: is damaged.+--restart.*\n$/);
    const restarted = await train('no-data', '--restart');
    expect(restarted.errors).toContain('no-data');
    expect(existsSync(path('out.checkpoint'))).toBe(true);
    rmSync(path('out.checkpoint'));
  });

  it('to resume from nothing', async () => {
    expect((await train('no-data', '--resume')).errors).toContain('to resume from');
  });

  it.each([
    ['--workers', '0'],
    ['--workers', '1.5'],
    ['--seed', ''],
  ])('%s %s', async (option, value) => {
    const command = trainCommand()
      .exitOverride()
      .configureOutput({ writeErr: () => {} });
    await expect(runCommand(command, path('recipe.json'), option, value)).rejects.toThrow('whole number');
  });

  it('--resume and --restart together, which would resume from nothing', async () => {
    const command = trainCommand()
      .exitOverride()
      .configureOutput({ writeErr: () => {} });
    const both = runCommand(
      command,
      path('recipe.json'),
      '--data',
      sample,
      '--out',
      path('out'),
      '--resume',
      '--restart',
    );
    await expect(both).rejects.toThrow('cannot be used with');
  });
});

describe('slotline train warns of', () => {
  it.each([
    [
      'augmentation.swapRoles',
      { swapRoles: { origin: 'from', destination: 'to' } },
      { shape: { dimension: 2 } },
    ],
    ['augmentation.lowerCase', { lowerCase: 0.5 }, { word: { dimension: 2 } }],
  ])('%s where it does nothing', async (field, augmentation, encoders) => {
    writeFileSync(path('idle.json'), JSON.stringify({ ...recipe, encoders, augmentation }));
    const data = path(`idle-${field}`);
    mkdirSync(data);
    for (const part of ['train', 'dev']) writeFileSync(join(data, `${part}.jsonl`), slot);
    const args = [path('idle.json'), '--data', data, '--out', path('idle-out'), '--workers', '1'];
    const { errors, exitCode } = await runCommand(trainCommand(), ...args);
    expect(errors).toContain(`warning: the recipe's ${field} does nothing`);
    expect(errors.match(/warning/g)).toHaveLength(1);
    expect(exitCode).toBeUndefined();
  });
});
