import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exitWithUsageCode } from '../../src/cli/fail.ts';
import { surfaceCommand } from '../../src/cli/surface.ts';
import { runCommand } from '../helpers/command.ts';

describe('slotline surface', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'surface-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  const run = (...args: string[]) => runCommand(surfaceCommand(), ...args);

  it('writes page, numbers and plots into a folder', async () => {
    const out = join(folder, 'new', 'toy');
    const { exitCode, output, errors } = await run('--part', 'toy', '--out', out);
    expect(exitCode).toBeUndefined();
    expect(readdirSync(out).sort()).toEqual([
      ...['surface.html', 'surface.json', 'toy-gradient.svg', 'toy-output.svg'],
    ]);
    expect(output).toContain(join(out, 'surface.html'));
    expect(errors).toContain('a linear unit over 1000 steps');
    const { toy, seed, reach } = JSON.parse(readFileSync(join(out, 'surface.json'), 'utf8'));
    expect(seed).toBe(1);
    expect(reach).toBeUndefined();
    expect(toy.named[1].w).toBe(1.01);
    expect(Math.round(toy.named[1].y / 1000)).toBe(21);
    expect(readFileSync(join(out, 'surface.html'), 'utf8')).toContain('toy-output');
  });

  it('writes page and numbers beside each other where a page is named', async () => {
    const out = join(folder, 'page');
    await run('--part', 'toy', '--out', join(out, 'hard.html'));
    expect(readdirSync(out).sort()).toEqual(['hard.html', 'hard.json']);
  });

  it.each([
    [
      'a folder named as a page',
      'is-folder.html',
      'is a folder: name a folder, or a page that ends in .html.',
    ],
    ['a file named as a folder', 'is-file', 'is a file: name a folder, or a page that ends in .html.'],
  ])('refuses %s before it measures anything', async (_, name, problem) => {
    const out = join(folder, name);
    if (name === 'is-file') writeFileSync(out, '');
    else mkdirSync(out);
    const { exitCode, errors } = await run('--out', out);
    expect(exitCode).toBe(2);
    expect(errors).toContain(`--out: ${out} ${problem}`);
    expect(errors).not.toContain('linear unit');
  });

  it('refuses data of which nothing can be learned', async () => {
    const data = join(folder, 'empty.jsonl');
    writeFileSync(data, '{"text": "hello", "slots": []}\n');
    const { exitCode, errors } = await run('--out', join(folder, 'none'), '--data', data);
    expect(exitCode).toBe(1);
    expect(errors).toContain('has no training sentence with a slot to learn');
  });

  it.each([
    [['--part', 'toys'], /--part.*toy, surface, clipping, reach/],
    [['--seed', '1.5'], /--seed.*whole number/],
    [[], /--out/],
  ])('tells what is wrong with %j', async (args, problem) => {
    const command = exitWithUsageCode(surfaceCommand()).exitOverride();
    const written: string[] = [];
    command.configureOutput({ writeErr: (text) => written.push(text) });
    const given = args.length > 0 ? ['--out', join(folder, 'never'), ...args] : [];
    await expect(command.parseAsync(given, { from: 'user' })).rejects.toThrow();
    expect(written.join('')).toMatch(problem);
  });
});
