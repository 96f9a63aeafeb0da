import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { evaluateCommand } from '../../src/cli/evaluate.ts';
import { runCommand } from '../helpers/command.ts';
import { temporaryFolder, writeTinyPackage } from '../helpers/tiny-package.ts';

let place: Awaited<ReturnType<typeof temporaryFolder>>;
let model: string;
const line = (text: string, slot: string) =>
  JSON.stringify({
    text,
    slots: [{ slot, start: 5, end: text.length }],
    source: 'made',
    requested: ['origin'],
  });
beforeAll(async () => {
  place = await temporaryFolder();
  model = await writeTinyPackage(place.folder, { requested: true });
  await writeFile(join(place.folder, 'test.jsonl'), line('from Rome', 'origin'));
  await writeFile(
    join(place.folder, 'valid.jsonl'),
    `${line('from Rome', 'hotel')}\n${line('via  Rome', 'origin')}`,
  );
  await writeFile(join(place.folder, 'empty.jsonl'), '');
});
afterAll(() => place.remove());

const run = (...args: string[]) => runCommand(evaluateCommand(), model, ...args);

describe('slotline evaluate', () => {
  it('prints scores by slot and source, exact sentences, and what it does without being told', async () => {
    const { output, exitCode } = await run('--data', place.folder);
    expect(output).toContain('tiny 1.2.3 on 1 sentences');
    expect(output).toMatch(/^slot +precision +recall +F1 +gold +found +right$/m);
    expect(output).toMatch(/^overall +\d/m);
    expect(output).toMatch(/^made +\d/m);
    for (const fact of ['exact match', 'without requested', 'role swaps']) expect(output).toContain(fact);
    expect(exitCode).toBeUndefined();
  });

  it('prints the evaluation of another part as JSON, and warns of slots that the model lacks', async () => {
    const { output, errors } = await run('--data', place.folder, '--split', 'dev', '--json');
    expect(JSON.parse(output).scores.sentences).toBe(2);
    expect(errors).toBe('warning: the model cannot find hotel\n');
  });

  it('writes a page and its plots, named by the file that was measured on', async () => {
    const [page, figures] = [join(place.folder, 'page.html'), join(place.folder, 'figures')];
    await run('--data', join(place.folder, 'test.jsonl'), '--report', page, '--figures', figures);
    const text = await readFile(page, 'utf8');
    expect(text).toContain('Measured on test.jsonl');
    expect(text).toContain('<h2 id="scores-test-jsonl">Scores on test.jsonl</h2>');
    expect(await readdir(figures)).toEqual(['slots-test-jsonl.svg']);
  });

  it.each([
    ['a part that is not there', ['--split', 'train'], '', 1, "has no part 'train'"],
    ['a file that is not there', [], 'none.jsonl', 1, 'cannot be read'],
    ['a file without sentences', [], 'empty.jsonl', 1, 'holds no sentences'],
    ['a part of a file', ['--split', 'dev'], 'test.jsonl', 2, 'has no parts'],
  ])('refuses %s', async (_, args, file, code, message) => {
    const { errors, exitCode } = await run('--data', join(place.folder, file), ...args);
    expect(errors).toContain(message);
    expect(exitCode).toBe(code);
  });
});
