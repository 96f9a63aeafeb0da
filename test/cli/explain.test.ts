import { join } from 'node:path';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { colorsFor } from '../../src/cli/colors.ts';
import { explainCommand } from '../../src/cli/explain.ts';
import { describeExplained } from '../../src/cli/explained-text.ts';
import { describeStates } from '../../src/cli/states-text.ts';
import { loadTagger } from '../../src/tasks/tag/load.ts';
import { runCommand } from '../helpers/command.ts';
import { temporaryFolder, writeTinyPackage } from '../helpers/tiny-package.ts';

let place: Awaited<ReturnType<typeof temporaryFolder>>;
let model: string;
beforeAll(async () => {
  place = await temporaryFolder();
  model = await writeTinyPackage(place.folder, { requested: true });
  await writeTinyPackage(place.folder, { name: 'stateless', states: false });
});
afterAll(() => place.remove());
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

const run = (...args: string[]) => runCommand(explainCommand(), '--model', model, ...args);
const withColors = () => {
  vi.stubEnv('FORCE_COLOR', '1');
  vi.stubEnv('NO_COLOR', undefined);
  return colorsFor({});
};
const withoutColors = () => {
  vi.stubEnv('NO_COLOR', '1');
  return colorsFor({ isTTY: true });
};

describe('slotline explain', () => {
  it('prints under each slot what the other words do for it', async () => {
    vi.stubEnv('NO_COLOR', '1');
    const booking = fileURLToPath(new URL('../../models/booking', import.meta.url));
    const words = 'leave Taipei on November 2nd'.split(' ');
    const { output, exitCode } = await runCommand(explainCommand(), '--model', booking, ...words);
    expect(output).toMatch(/^leave Taipei on November 2nd\n {2}origin {2}Taipei {2}99\.\d\d %\n/);
    expect(output).toMatch(/\n {4}leave +\+\d\.\d{3} {2}\++\n {4}on +0\.000\n {4}November/);
    expect(exitCode).toBeUndefined();
  });

  it('prints what POST /tag answers, for each line of standard input', async () => {
    const input = Readable.from(['leave Taipei\n', 'zzz on 2nd']);
    vi.spyOn(process, 'stdin', 'get').mockReturnValue(input as typeof process.stdin);
    const { output } = await run('--json', '--requested', 'origin');
    const tagger = await loadTagger(model);
    const texts = ['leave Taipei', 'zzz on 2nd'];
    const { bodies } = await tagger.answer(
      texts.map((text) => ({ text, unit: 'utf16', explain: true, requested: ['origin'] })),
    );
    await tagger.close();
    const expected = bodies.map((body, i) => `{"text":"${texts[i]}",${body.slice(1)}\n`).join('');
    expect(output).toBe(expected);
  });

  it('explains only the slots asked for', async () => {
    const { output } = await run('--json', '--slots', 'origin, destination', 'leave Taipei zzz on 2nd');
    const { slots, explanation } = JSON.parse(output);
    const wanted = slots.filter(({ slot }: { slot: string }) => slot !== 'arrival_time');
    expect(explanation.slots.map(({ slot }: { slot: string }) => slot)).toEqual(
      wanted.map(({ slot }: { slot: string }) => slot),
    );
  });

  it('prints gates and states by direction with --states', async () => {
    vi.stubEnv('NO_COLOR', '1');
    const { output } = await run('--states', 'leave', 'Taipei');
    expect(output).toMatch(
      /^lstm, layer 1, forward: the mean of 6 units\n +i +f +o +g +h +c\nleave +\d\.\d\d /,
    );
    expect(output).toContain('\n\nlstm, layer 1, backward: ');
    const { states } = JSON.parse((await run('--states', '--json', 'leave')).output);
    expect(states.layers[0].directions[1].values.h).toHaveLength(1);
  });

  it.each([
    ['slots that the model does not have', ['--slots', 'moon', 'x'], 2, 'tiny has the slots'],
    ['requested slots that it does not have', ['--requested', 'moon', 'x'], 2, 'tiny has the slots'],
    ['slots of states', ['--slots', 'origin', '--states', 'x'], 2, '--slots goes without --states'],
    ['a long text', ['to '.repeat(65)], 1, '65 tokens; explain at most 64'],
  ])('refuses %s', async (_, args, code, message) => {
    const { errors, exitCode } = await run(...args);
    expect(errors).toContain(message);
    expect(exitCode).toBe(code);
  });

  it('refuses to show states that the package does not tell', async () => {
    const { errors, exitCode } = await runCommand(
      explainCommand(),
      '--model',
      join(place.folder, 'stateless'),
      '--states',
      'x',
    );
    expect(errors).toContain('stateless lacks the graph of its states');
    expect(exitCode).toBe(2);
  });
});

describe('describeExplained', () => {
  const text = 'from Rome\tnow ✈ x';
  const words = [
    { text: 'from', start: 0, end: 4, effect: 0.9 },
    { text: 'now', start: 10, end: 13, effect: -0.25 },
    { text: '✈', start: 14, end: 15, effect: 0.0004 },
    { text: 'x', start: 16, end: 17, effect: -0.0004 },
  ];
  const slots = [{ slot: 'origin', text: 'Rome', start: 5, end: 9, confidence: 0.5, words }];

  it('lists the words with numbers and bars where there are no colours', () => {
    expect(describeExplained(text, slots, ['origin'], withoutColors()).split('\n')).toEqual([
      'from Rome now ✈ x',
      '  origin  Rome  50.00 %',
      '    from  +0.900  ++++++++++++++++++',
      '    now   -0.250  -----',
      '    ✈      0.000',
      '    x      0.000',
    ]);
  });

  it('shades the words by their effect where there are colours, and names the strongest', () => {
    const painted = (words: string) => `\x1b[1m\x1b[36m${words}\x1b[39m\x1b[22m`;
    const shade = (words: string, color: number) => `\x1b[38;5;16;48;5;${color}m${words}\x1b[39;49m`;
    expect(describeExplained(text, slots, ['origin'], withColors()).split('\n')).toEqual([
      'from Rome now ✈ x',
      `  ${painted('origin')}  Rome  50.00 %`,
      `    ${shade('from', 196)} ${painted('Rome')} ${shade('now', 153)} ✈ x`,
      '    \x1b[2mfrom +0.900, now -0.250\x1b[22m',
    ]);
  });

  it('says so where there is no slot', () => {
    expect(describeExplained('hi', [], [], withoutColors())).toBe('hi\n  no slots');
  });
});

describe('describeStates', () => {
  const values = {
    i: [
      [0.5, 1, 0, 0],
      [0, 0, 0, 0.2],
    ],
    c: [
      [-3, 0, 0, 0],
      [1.5, 0, 0, 0],
    ],
  };
  const states = {
    cell: 'lstm',
    layers: [{ layer: 1, directions: [{ direction: 'forward', values }] }],
  };

  it('tells the means where there are no colours', () => {
    expect(describeStates(['to', '台北'], states, withoutColors()).split('\n')).toEqual([
      'lstm, layer 1, forward: the mean of 4 units',
      '          i      c',
      'to     0.38  -0.75',
      '台北   0.05   0.38',
    ]);
  });

  it('shades as many units as there is room for, memory by its own greatest', () => {
    const shade = (color: number) => `\x1b[38;5;16;48;5;${color}m \x1b[39;49m`;
    const lines = describeStates(['to', '台北'], states, withColors(), 24).split('\n');
    expect(lines[0]).toContain('2 of 4 units, and the mean');
    expect(lines[2]).toBe(`to    ${shade(217)}   0.38  ${shade(39)}  -0.75`);
    expect(lines[3]).toBe(`台北      0.05  ${shade(217)}   0.38`);
  });
});
