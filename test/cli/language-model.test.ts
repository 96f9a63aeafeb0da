import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { languageModelCommand } from '../../src/cli/language-model.ts';
import { readArpa } from '../../src/decoding/ctc/arpa.ts';
import { runCommand } from '../helpers/command.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'slotline-language-model-'));
  writeFileSync(join(folder, 'text.txt'), 'to taipei please\nto taipei\nfrom taipei\n');
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('slotline language-model', () => {
  it('writes a compressed model and measures it', async () => {
    const [text, out] = [join(folder, 'text.txt'), join(folder, 'new', 'model.arpa.gz')];
    const { output, errors } = await runCommand(
      languageModelCommand(),
      ...[text, '--order', '2', '--out', out, '--test', text],
    );
    expect(errors).toBe('');
    expect(output).toMatch(
      /^\d+ n-grams of 3 sentences in .*\nperplexity \d\.\d on 7 words, 0 of them unknown\n$/,
    );
    const model = readArpa(readFileSync(out));
    expect(model.order).toBe(2);
    expect(model.wordOf('taipei')).toBeGreaterThan(0);
  });

  it('says what is wrong with a file', async () => {
    const run = (file: string) => runCommand(languageModelCommand(), file, '--out', join(folder, 'x.arpa'));
    expect((await run(join(folder, 'nothing'))).errors).toMatch(/nothing.*cannot be read/);
    writeFileSync(join(folder, 'empty.txt'), '\n \n');
    expect(await run(join(folder, 'empty.txt'))).toMatchObject({
      exitCode: 1,
      errors: expect.stringMatching(/no words/),
    });
  });

  it('takes least counts that do not fall', async () => {
    const command = languageModelCommand().exitOverride();
    const run = runCommand(command, 'x', '--out', 'y', '--least', '2,1');
    await expect(run).rejects.toThrow(/No number may be lower/);
  });
});
