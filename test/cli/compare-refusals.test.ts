import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compareCommand } from '../../src/cli/compare.ts';
import { runCommand } from '../helpers/command.ts';
import { comparison, useComparisonFolder } from './tiny-comparison.ts';

const { path, write } = useComparisonFolder();

describe('slotline compare refuses before it trains', () => {
  const refusal = async (file: string, ...more: string[]) => {
    const args = [path(file), '--data', path('data'), '--out', path('refused'), ...more];
    const { errors, exitCode } = await runCommand(compareCommand(), ...args);
    expect(existsSync(path('refused', 'runs'))).toBe(false);
    return { errors, exitCode };
  };

  it('a comparison with a mistake, with the file and the field', async () => {
    write('wrong.json', { ...comparison, networks: [{ name: 'x', changes: { network: { hiden: 1 } } }] });
    expect(await refusal('wrong.json')).toEqual({
      errors: expect.stringContaining(`error: ${path('wrong.json')}: networks.0 (x): network.hiden: `),
      exitCode: 1,
    });
  });

  it('a folder that holds something else', async () => {
    mkdirSync(path('precious'));
    writeFileSync(path('precious', 'results.md'), 'dear');
    const args = [path('tiny.json'), '--data', path('data'), '--out', path('precious')];
    const { errors, exitCode } = await runCommand(compareCommand(), ...args);
    expect(errors).toContain('holds no comparison');
    expect(exitCode).toBe(1);
    rmSync(path('precious'), { recursive: true });
  });

  it('data that is not there', async () => {
    const { errors, exitCode } = await refusal('tiny.json', '--data', path('nowhere'));
    expect(errors).toContain('nowhere');
    expect(exitCode).toBe(1);
  });

  it('vectors that no network wants, and networks that want vectors', async () => {
    expect(await refusal('tiny.json', '--vectors', path('glove.txt'))).toEqual({
      errors: expect.stringContaining('leave --vectors out'),
      exitCode: 2,
    });
    const networks = [{ name: 'V', changes: { encoders: { vector: { dimension: 4 } } } }];
    write('vectors.json', { ...comparison, networks, orders: [] });
    expect((await refusal('vectors.json')).errors).toContain('"V" uses the vector encoder: give the vectors');
  });

  it('to resume from nothing', async () => {
    expect((await refusal('tiny.json', '--resume')).errors).toContain('nothing to resume');
  });
});
