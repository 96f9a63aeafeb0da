import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { colorsFor } from '../../src/cli/colors.ts';
import { keywordsCommand } from '../../src/cli/keywords.ts';
import { describeKeywords } from '../../src/cli/keywords-text.ts';
import { loadKeywords } from '../../src/tasks/keywords/load.ts';
import type { Wanted } from '../../src/tasks/keywords/model.ts';
import { runCommand } from '../helpers/command.ts';
import { writeTinyKeywords } from '../helpers/tiny-keywords.ts';
import { temporaryFolder, writeTinyPackage } from '../helpers/tiny-package.ts';

let place: Awaited<ReturnType<typeof temporaryFolder>>;
const folders: Record<string, string> = {};
beforeAll(async () => {
  place = await temporaryFolder();
  await writeTinyPackage(place.folder, { name: 'booking' });
  folders.topics = await writeTinyKeywords(place.folder, 'topics');
  folders.phrases = await writeTinyKeywords(place.folder, 'phrases', { method: 'scorer' });
});
afterAll(() => place.remove());
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

const run = (...args: string[]) => {
  vi.stubEnv('MODELS', place.folder);
  vi.stubEnv('NO_COLOR', '1');
  return runCommand(keywordsCommand(), ...args);
};
const typed = (...lines: string[]) => {
  const input = Readable.from(lines);
  vi.spyOn(process, 'stdin', 'get').mockReturnValue(input as typeof process.stdin);
};

/** What the command should print of a text as JSON. */
async function lineOf(name: string, text: string, wanted: Wanted = { limit: 10 }): Promise<object> {
  const model = await loadKeywords(folders[name]!);
  const [keywords] = await model.find([text], wanted);
  await model.close();
  return { text, model: { name, version: '3.0.0' }, keywords };
}

const text = 'night trains link old towns and the ferry leaves at noon';

describe('slotline keywords', () => {
  it('asks, without a model, the one that the service would', async () => {
    const nameOf = async (...args: string[]): Promise<string> =>
      JSON.parse((await run('--json', ...args)).output).model.name;
    expect(await nameOf('ferry')).toBe('phrases');
    expect(await nameOf('ferry', '--model', 'topics')).toBe('topics');
    vi.stubEnv('DEFAULT_MODEL', 'topics');
    expect(await nameOf('ferry')).toBe('topics');
    vi.stubEnv('DEFAULT_MODEL', 'booking');
    expect(await nameOf('ferry')).toBe('phrases');
  });

  it('refuses a file that it cannot read as text, and an empty text', async () => {
    const file = (name: string, content: Uint8Array | string): string => {
      writeFileSync(join(place.folder, name), content);
      return join(place.folder, name);
    };
    const errorOf = async (...args: string[]): Promise<string> => (await run(...args)).errors;
    expect(await errorOf('--file', place.folder)).toContain('cannot be read (EISDIR)');
    expect(await errorOf('--file', join(place.folder, 'none.txt'))).toContain('cannot be read (ENOENT)');
    expect(await errorOf('--file', file('bytes.txt', Uint8Array.of(0xff, 0xfe)))).toContain(
      'Save the file as UTF-8',
    );
    expect(await errorOf('--file', file('empty.txt', ' \n'))).toContain('holds no text');
    expect(await errorOf('')).toContain('The text is empty');
  });

  it('prints what POST /keywords answers, for each line of standard input', async () => {
    typed(`${text}\n`, '\n', 'the ferry leaves\n');
    const { output } = await run('--json', '--model', 'topics');
    const lines = output
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines).toEqual([await lineOf('topics', text), await lineOf('topics', 'the ferry leaves')]);
  });

  it('reads a file whole, and finds what is wanted', async () => {
    const file = join(place.folder, 'document.txt');
    const document = `${text}.\n\n`.repeat(4);
    writeFileSync(file, document);
    const options = ['--limit', '3', '--min-score', '0.05', '--max-words', '1'];
    const { output } = await run('--json', '--model', 'topics', '--file', file, ...options);
    expect(JSON.parse(output)).toEqual(
      await lineOf('topics', document, { limit: 3, minScore: 0.05, maxWords: 1 }),
    );
    const shown = (await run('--model', 'topics', '--file', file, ...options)).output.split('\n');
    expect(shown).toHaveLength(4);
    expect(shown[0]).toMatch(/^ {2}\w+ +0\.\d{3} +4 places$/);
  });

  it('says so where nothing is good enough', async () => {
    expect((await run('--min-score', '1', text)).output).toBe(`${text}\n  no keywords\n`);
  });

  it.each([
    [['--file', 'x.txt', 'text'], 2, 'Give a text or --file, not both.'],
    [['--file', '/nowhere/x.txt'], 1, '/nowhere/x.txt'],
    [['--model', 'none', 'x'], 1, 'none is neither a model package'],
    [['--model', 'booking', 'x'], 1, 'is tag; what was asked for needs a model for keywords'],
  ])('refuses %j', async (args, code, message) => {
    const { errors, exitCode } = await run(...args);
    expect(errors).toContain(message);
    expect(exitCode).toBe(code);
  });

  it.each(['1.1', '-0.1', 'x', '', '1e-1'])('refuses %j as least score', async (score) => {
    const command = keywordsCommand().exitOverride();
    await expect(runCommand(command, `--min-score=${score}`, 'x')).rejects.toThrow('number from 0 to 1');
  });

  it('says so where there is no model of keywords', async () => {
    const other = await temporaryFolder();
    await writeTinyPackage(other.folder);
    vi.stubEnv('MODELS', other.folder);
    const { errors, exitCode } = await runCommand(keywordsCommand(), 'x');
    expect(errors).toContain('There are no models of keywords in');
    expect(exitCode).toBe(1);
    await other.remove();
  });
});

describe('describeKeywords', () => {
  const keywords = [
    {
      text: 'night trains',
      score: 0.91234,
      occurrences: [
        { start: 0, end: 12 },
        { start: 18, end: 30 },
      ],
    },
    { text: 'old', score: 0.5, occurrences: [{ start: 14, end: 17 }] },
  ];

  it('marks the keywords in a line, and lists them with scores and places', () => {
    vi.stubEnv('FORCE_COLOR', '1');
    vi.stubEnv('NO_COLOR', undefined);
    const shown = describeKeywords('Night\ttrains, old night trains\n', { keywords }, colorsFor({}));
    const mark = (piece: string) => `\x1b[1m\x1b[36m${piece}\x1b[39m\x1b[22m`;
    expect(shown.split('\n')).toEqual([
      `${mark('Night trains')}, ${mark('old')} ${mark('night trains')}`,
      '  night trains  0.912  2 places',
      '  old           0.500   1 place',
    ]);
  });

  it('does not repeat a text of several lines', () => {
    const shown = describeKeywords('Night trains,\nold night trains', { keywords }, colorsFor({}));
    expect(shown.split('\n')).toHaveLength(2);
  });
});
