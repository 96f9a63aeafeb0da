import { Command } from 'commander';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { CommandError, exitWithUsageCode, run } from '../../src/cli/fail.ts';
import { CorpusError } from '../../src/corpus/error.ts';
import { PackageError } from '../../src/package/error.ts';
import { runCommand } from '../helpers/command.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

const failing = (body: () => void) => new Command('try').action(() => run(body));
const throwing = (error: unknown) =>
  failing(() => {
    throw error;
  });

describe('run', () => {
  it.each([
    [new CorpusError('a.jsonl', 3, { problem: 'is not JSON', remedy: 'Mend it' }), 'a.jsonl:3: is not JSON'],
    [new PackageError({ folder: 'm', file: 'labels.json' }, 'is missing'), 'labels.json: is missing'],
    [new CommandError('two\n lines'), 'two lines'],
  ])('tells a foreseen error in one line', async (error, expected) => {
    const { errors, exitCode } = await runCommand(throwing(error));
    expect(errors).toMatch(/^error: [^\n]+\n$/);
    expect(errors).toContain(expected);
    expect(exitCode).toBe(1);
  });

  it('names the field of a value that zod refuses, and how many more there are', async () => {
    const schema = z.strictObject({ batch: z.int(), seed: z.int() });
    const { errors } = await runCommand(failing(() => void schema.parse({ batch: 'x' })));
    expect(errors).toMatch(/^error: batch: .+ \(and 1 more\)\n$/);
  });

  it('exits with 2 for a command that cannot be meant so', async () => {
    expect((await runCommand(throwing(new CommandError('no', 2)))).exitCode).toBe(2);
  });

  it('lets errors of the program itself through', async () => {
    await expect(runCommand(throwing(new TypeError('bug')))).rejects.toThrow('bug');
  });
});

describe('exitWithUsageCode', () => {
  it('exits with 2 from a command below that lacks an option, and with 0 after help', async () => {
    const below = new Command('below').requiredOption('--data <path>');
    const program = exitWithUsageCode(new Command('top').addCommand(below));
    const exit = vi.spyOn(process, 'exit').mockImplementation((code) => {
      throw new Error(`exit ${code}`);
    });
    await expect(runCommand(program, 'below')).rejects.toThrow('exit 2');
    await expect(runCommand(program, 'below', '--help')).rejects.toThrow('exit 0');
    expect(exit).toHaveBeenCalledTimes(2);
  });
});
