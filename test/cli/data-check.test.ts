import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { dataCheckCommand } from '../../src/cli/data-check.ts';

let folder: string;
let printed: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'slotline-check-'));
  printed = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += String(text);
    return true;
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  process.exitCode = undefined;
  rmSync(folder, { recursive: true });
});

const write = (name: string, ...lines: string[]): string => {
  const path = join(folder, name);
  writeFileSync(path, lines.join('\n'));
  return path;
};
const run = async (...args: string[]): Promise<string> => {
  await dataCheckCommand().parseAsync(args, { from: 'user' });
  return stripVTControlCharacters(printed);
};

const good = '{"text": "to Rome", "slots": [{"slot": "destination", "start": 3, "end": 7}]}';

describe('slotline data check', () => {
  it('exits with 0 when there are only warnings', async () => {
    const path = write('a.jsonl', good);
    const output = await run(path);
    expect(output).toContain('Sentences read: 1 in all');
    expect(output).toContain('warning few-values (1): slots with fewer than 5 different values.');
    expect(output).toContain(`${path}:1 destination has 1 in 1 uses: 'rome'`);
    expect(process.exitCode).toBeUndefined();
  });

  it('names every broken line with its remedy, and exits with 1', async () => {
    const path = write('a.jsonl', '{', good, '{"text": "a", "slots": [], "intent": 1}');
    const output = await run(path, '--min-values', '1');
    expect(output).toContain(`${path}:1 is not JSON`);
    expect(output).toContain(`${path}:3 intent: is not a field of this format`);
    expect(output).toContain('Remove it');
    expect(output).toContain('Errors: 2, warnings: 0');
    expect(process.exitCode).toBe(1);
  });

  it('prints no control characters of the data, which could steer the terminal', async () => {
    const wild = good.replace('to Rome', 'to \\u001b[7m');
    await run(write('a.jsonl', wild, wild.replace('destination', 'origin')));
    expect(printed).toContain('is labelled otherwise');
    expect(printed).not.toContain('\u001b[7m');
  });

  it('checks every part of a data folder', async () => {
    write('train.jsonl', good);
    write('valid.iob', 'to O', 'Rome B-destination');
    const diagnosis = JSON.parse(await run(folder, '--json', '--min-values', '0'));
    expect(diagnosis.sentences).toEqual({ train: 1, dev: 1 });
    expect(diagnosis.findings.map(({ code }: { code: string }) => code)).toEqual(['duplicate-across-parts']);
    expect(process.exitCode).toBeUndefined();
  });

  it('reports a file that is not there as an error', async () => {
    expect(await run(join(folder, 'none.jsonl'))).toContain('cannot be read (ENOENT)');
    expect(process.exitCode).toBe(1);
  });
});
