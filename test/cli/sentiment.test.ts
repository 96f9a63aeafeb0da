import { Readable } from 'node:stream';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { colorsFor } from '../../src/cli/colors.ts';
import { sentimentCommand } from '../../src/cli/sentiment.ts';
import { describeSentiment } from '../../src/cli/sentiment-text.ts';
import { loadSentiment } from '../../src/tasks/sentiment/load.ts';
import { runCommand } from '../helpers/command.ts';
import { temporaryFolder, writeTinyPackage } from '../helpers/tiny-package.ts';
import { writeTinySentiment } from '../helpers/tiny-sentiment.ts';

let place: Awaited<ReturnType<typeof temporaryFolder>>;
const folders: Record<string, string> = {};
beforeAll(async () => {
  place = await temporaryFolder();
  await writeTinyPackage(place.folder, { name: 'booking' });
  folders.moods = await writeTinySentiment(place.folder, 'moods');
  folders.hanzi = await writeTinySentiment(place.folder, 'hanzi', { language: 'zh-Hant', seed: 12 });
  folders.feelings = await writeTinySentiment(place.folder, 'feelings', { seed: 13 });
});
afterAll(() => place.remove());
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

const run = (...args: string[]) => {
  vi.stubEnv('MODELS', place.folder);
  vi.stubEnv('NO_COLOR', '1');
  return runCommand(sentimentCommand(), ...args);
};
const modelOf = async (...args: string[]): Promise<string> =>
  JSON.parse((await run('--json', ...args)).output).model.name;

describe('slotline sentiment', () => {
  it('asks, without a model, the one that the service would', async () => {
    expect(await modelOf('not bad')).toBe('feelings');
    expect(await modelOf('房间很干净')).toBe('hanzi');
    expect(await modelOf('👍')).toBe('feelings');
    expect(await modelOf('not bad', '--language', 'ZH')).toBe('hanzi');
    expect(await modelOf('房间', '--model', 'moods')).toBe('moods');
    vi.stubEnv('DEFAULT_MODEL', 'moods');
    expect(await modelOf('not bad')).toBe('moods');
    vi.stubEnv('DEFAULT_MODEL', 'booking');
    expect(await modelOf('not bad')).toBe('feelings');
  });

  it('prints what POST /sentiment answers, for each line of standard input', async () => {
    const input = Readable.from(['not bad\n', '房 bad 房']);
    vi.spyOn(process, 'stdin', 'get').mockReturnValue(input as typeof process.stdin);
    const { output } = await run('--json', '--explain');
    const lines = output.trimEnd().split('\n');
    for (const [line, text, name] of [
      [lines[0], 'not bad', 'feelings'],
      [lines[1], '房 bad 房', 'hanzi'],
    ] as const) {
      const model = await loadSentiment(folders[name]!);
      const { bodies } = await model.answer([{ text, explain: true }]);
      const { version, language } = model.manifest;
      await model.close();
      const head = `{"text":"${text}","model":${JSON.stringify({ name, version, language })},`;
      expect(line).toBe(head + bodies[0]!.slice(1));
    }
  });

  it('shows words with effects, or with their attention alone', async () => {
    const explained = (await run('--explain', 'not', 'bad')).output.split('\n');
    expect(explained[0]).toMatch(/^(positive|negative|neutral) {2}[\d.]+ % positive$/);
    expect(explained[1]).toMatch(/^ {2}not {2}[ +-]\d\.\d{3} +[\d.]+ %( {2}[+-]+)?$/);
    expect(explained).toHaveLength(4);
    const attended = (await run('--attention', 'not bad '.repeat(100))).output.split('\n');
    expect(attended).toHaveLength(202);
    expect(attended[1]).toMatch(/^ {2}not +[\d.]+ %$/);
  });

  it.each([
    [['--language', 'fr', 'x'], 2, 'There are sentiment models for en, zh, not fr.'],
    [['--language', 'no language', 'x'], 2, 'no language is no language: give a BCP 47 tag'],
    [['--language', 'zh', '--model', 'moods', 'x'], 2, 'moods is for en, not zh'],
    [['--explain', '--attention', 'x'], 2, 'leave --attention out'],
    [['--explain', 'a '.repeat(129)], 1, '129 tokens; explain at most 128 at once, or show --attention'],
    [['--model', 'none', 'x'], 1, 'none is neither a model package'],
  ])('refuses %j', async (args, code, message) => {
    const { errors, exitCode } = await run(...args);
    expect(errors).toContain(message);
    expect(exitCode).toBe(code);
  });

  it('says so where there is no sentiment model', async () => {
    const other = await temporaryFolder();
    await writeTinyPackage(other.folder);
    vi.stubEnv('MODELS', other.folder);
    const { errors, exitCode } = await runCommand(sentimentCommand(), 'x');
    expect(errors).toContain('There are no sentiment models in');
    expect(exitCode).toBe(1);
    await other.remove();
  });
});

describe('describeSentiment', () => {
  const text = 'so\tgood';
  const scores = { positive: 0.9, negative: 0.1, neutral: 0 };
  const words = [
    { text: 'so', start: 0, end: 2, attention: 0.16, effect: -0.09 },
    { text: 'good', start: 3, end: 7, attention: 0.64, effect: 0.81 },
  ];
  const withColors = () => {
    vi.stubEnv('FORCE_COLOR', '1');
    vi.stubEnv('NO_COLOR', undefined);
    return colorsFor({});
  };
  const shade = (piece: string, color: number) => `\x1b[38;5;16;48;5;${color}m${piece}\x1b[39;49m`;

  it('shades the words by their effect where there are colours, and names them', () => {
    const shown = describeSentiment(text, { label: 'positive', scores, words }, withColors());
    expect(shown.split('\n')).toEqual([
      '\x1b[32mpositive\x1b[39m  90.00 % positive',
      `  ${shade('so', 189)} ${shade('good', 203)}`,
      '  \x1b[2mgood +0.810, so -0.090\x1b[22m',
    ]);
  });

  it('shades them by their attention if that is all there is, beside the greatest', () => {
    const attended = words.map(({ effect: _, ...word }) => word);
    const shown = describeSentiment(text, { label: 'positive', scores, words: attended }, withColors());
    expect(shown.split('\n')[1]).toBe(`  ${shade('so', 217)} ${shade('good', 196)}`);
  });
});
