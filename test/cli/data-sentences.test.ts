import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Command } from 'commander';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { dataGrammarCommand } from '../../src/cli/data-grammar.ts';
import { dataLabelCommand } from '../../src/cli/data-label.ts';
import { dataSpokenCommand } from '../../src/cli/data-spoken.ts';

let folder: string;
let printed: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'slotline-sentences-'));
  printed = '';
  for (const stream of [process.stdout, process.stderr]) {
    vi.spyOn(stream, 'write').mockImplementation((text) => {
      printed += String(text);
      return true;
    });
  }
});
afterEach(() => {
  vi.restoreAllMocks();
  process.exitCode = undefined;
  rmSync(folder, { recursive: true });
});

const write = (name: string, ...lines: string[]): string => {
  const file = join(folder, name);
  writeFileSync(file, `${lines.join('\n')}\n`);
  return file;
};
const read = (name: string) =>
  readFileSync(join(folder, name), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
const run = (command: Command, ...args: string[]) => command.parseAsync(args, { from: 'user' });

describe('slotline data spoken', () => {
  it('writes sentences as they are said, and counts those that cannot be', async () => {
    const file = write(
      'a.jsonl',
      '{"text": "By 5:30pm, please", "slots": [{"slot": "arrival_time", "start": 0, "end": 9}], "requested": ["arrival_time"]}',
      '{"text": "to 台北", "slots": [{"slot": "destination", "start": 3, "end": 5}]}',
    );
    await run(dataSpokenCommand(), file, '--out', join(folder, 'out', 'b.jsonl'));
    expect(read('out/b.jsonl')).toEqual([
      {
        text: 'by five thirty p m please',
        slots: [{ slot: 'arrival_time', start: 0, end: 18 }],
        requested: ['arrival_time'],
      },
    ]);
    expect(printed).toContain('1 sentences in');
    expect(printed).toContain('1 left out');
  });
});

describe('slotline data grammar', () => {
  it('writes as many sentences as asked', async () => {
    const file = write(
      'g.yaml',
      'context: {expressions: {go: ["to $city:destination"]}, slots: {city: [Rome, Oslo]}}',
    );
    await run(dataGrammarCommand(), file, '--count', '20', '--out', join(folder, 'b.jsonl'));
    const sentences = read('b.jsonl');
    expect(sentences.length).toBe(20);
    expect(sentences).toContainEqual({ text: 'to Rome', slots: [{ slot: 'destination', start: 3, end: 7 }] });
  });
});

describe('slotline data label', () => {
  const line = (id: number) =>
    JSON.stringify({ id: `order ${id}`, text: 'a large latte', slots: { size: 'large' }, off: 7 });

  it('finds values and divides by the id alone', async () => {
    const ids = Array.from({ length: 200 }, (_, i) => i);
    const out = join(folder, 'out');
    await run(dataLabelCommand(), write('a.jsonl', ...ids.map(line)), '--out', out);
    const [train, test] = [read('out/train.jsonl'), read('out/test.jsonl')];
    expect(train.length + test.length).toBe(200);
    expect(test.length).toBeGreaterThan(20);
    expect(test.length).toBeLessThan(65);
    expect(train[0].slots).toEqual([{ slot: 'size', start: 2, end: 7 }]);
    await run(dataLabelCommand(), write('b.jsonl', ...ids.reverse().map(line)), '--out', out);
    const idsOf = (rows: { id: string }[]) => rows.map(({ id }) => id).sort();
    expect(idsOf(read('out/test.jsonl'))).toEqual(idsOf(test));
  });

  it('counts texts that lack a value, and those without text', async () => {
    const lost = '{"id": "x", "text": "a latte", "slots": {"size": "large"}}';
    const mute = '{"id": "y", "text": null, "slots": {}}';
    await run(dataLabelCommand(), write('a.jsonl', lost, mute, line(1)), '--out', join(folder, 'out'));
    expect(printed).toContain('2 left out');
  });

  it.each([
    ['{', 'is not JSON'],
    ['{"text": "a", "slots": []}', 'slots: '],
    ['{"slots": {}}', 'text: '],
  ])('says where %j is wrong', async (wrong, problem) => {
    const file = write('a.jsonl', line(1), wrong);
    await run(dataLabelCommand(), file, '--out', join(folder, 'out'));
    expect(printed).toContain(`${file}:2`);
    expect(printed).toContain(problem);
    expect(process.exitCode).toBe(1);
  });
});
