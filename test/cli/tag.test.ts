import { Readable } from 'node:stream';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { colorsFor } from '../../src/cli/colors.ts';
import { tagCommand } from '../../src/cli/tag.ts';
import { describeTagged } from '../../src/cli/tagged-text.ts';
import { runCommand } from '../helpers/command.ts';
import { temporaryFolder, writeTinyPackage } from '../helpers/tiny-package.ts';

let place: Awaited<ReturnType<typeof temporaryFolder>>;
let model: string;
beforeAll(async () => {
  place = await temporaryFolder();
  model = await writeTinyPackage(place.folder, { requested: true });
});
afterAll(() => place.remove());
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

const run = (...args: string[]) => runCommand(tagCommand(), '--model', model, ...args);

describe('slotline tag', () => {
  it('prints the text with a line a slot', async () => {
    const { output, exitCode } = await run('leave', 'Taipei');
    expect(output).toMatch(/^leave Taipei\n {2}\S/);
    expect(exitCode).toBeUndefined();
  });

  it('prints one JSON object for each line of standard input', async () => {
    const input = Readable.from(['to Rome\r\n', '\n', 'from Paris']);
    vi.spyOn(process, 'stdin', 'get').mockReturnValue(input as typeof process.stdin);
    const { output } = await run('--json', '--requested', 'origin, destination');
    const answers = output
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(answers.map(({ text }) => text)).toEqual(['to Rome', 'from Paris']);
    expect(Object.keys(answers[0])).toEqual(['text', 'tokens', 'slots']);
  });

  it('refuses requested slots that the model does not have', async () => {
    const { errors, exitCode } = await run('--requested', 'hotel', 'x');
    expect(errors).toContain('tiny has the slots arrival_time, destination, origin, not hotel.');
    expect(exitCode).toBe(2);
  });
});

describe('describeTagged', () => {
  const slots = [{ slot: 'origin', text: 'Rome', start: 5, end: 9, confidence: 0.5 }];

  it('paints a slot the same in the text and in the table', () => {
    vi.stubEnv('FORCE_COLOR', '1');
    vi.stubEnv('NO_COLOR', undefined);
    const shown = describeTagged('from Rome now', slots, ['destination', 'origin'], colorsFor({}));
    const painted = (text: string) => `\x1b[1m\x1b[35m${text}\x1b[39m\x1b[22m`;
    expect(shown).toBe(`from ${painted('Rome')} now\n  ${painted('origin')}  Rome  50.00 %`);
  });

  it('paints nothing with NO_COLOR, even on a terminal', () => {
    vi.stubEnv('NO_COLOR', '1');
    const colors = colorsFor({ isTTY: true });
    expect(describeTagged('from Rome', slots, [], colors)).toBe('from Rome\n  origin  Rome  50.00 %');
    expect(describeTagged('hi', [], [], colors)).toBe('hi\n  no slots');
  });
});
