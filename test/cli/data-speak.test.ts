import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { dataSpeakCommand } from '../../src/cli/data-speak.ts';
import { missingPrograms } from '../../src/corpus/speak/programs.ts';
import { flacSamples, recordedRate } from '../../src/corpus/speak/record.ts';
import { engineNames } from '../../src/corpus/speak/voices.ts';
import { riff } from '../corpus/speak/riff.ts';

let folder: string;
let printed: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'slotline-speak-test-'));
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
  vi.unstubAllEnvs();
  process.exitCode = undefined;
  rmSync(folder, { recursive: true });
});

const run = async (...args: string[]): Promise<string> => {
  printed = '';
  await dataSpeakCommand().parseAsync(args, { from: 'user' });
  return stripVTControlCharacters(printed);
};
const sentences = (name: string, ...lines: string[]): string => {
  const file = join(folder, name);
  writeFileSync(file, `${lines.join('\n')}\n`);
  return file;
};
const entriesOf = (pack: string) =>
  readFileSync(join(pack, 'index.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

/** A program that is found instead of the installed one. */
function fake(name: string, ...lines: string[]): void {
  const file = join(folder, 'bin', name);
  writeFileSync(file, ['#!/bin/sh', ...lines, ''].join('\n'));
  chmodSync(file, 0o755);
}

/** flite, which hums, but is silent or fails at some words; and sox, whose "FLAC" is the header of two seconds. */
function fakePrograms(): void {
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  writeFileSync(join(bin, 'hum.wav'), riff(new Int16Array(8000).fill(5000), 16_000));
  writeFileSync(join(bin, 'silence.wav'), riff(new Int16Array(8000), 16_000));
  const flac = Buffer.alloc(42);
  flac.write('fLaC', 0, 'latin1');
  flac.writeUInt32BE(32_000, 22);
  writeFileSync(join(bin, 'two-seconds.flac'), flac);
  fake(
    'flite',
    'while [ "$1" != -t ]; do shift; done',
    `case "$2" in dumb) exit 3;; silence) /bin/cp ${bin}/silence.wav "$4";; *) /bin/cp ${bin}/hum.wav "$4";; esac`,
  );
  fake(
    'sox',
    '/bin/cat >/dev/null',
    `for each; do case "$each" in *.flac) /bin/cp ${bin}/two-seconds.flac "$each";; esac; done`,
  );
  vi.stubEnv('PATH', bin);
}

describe('slotline data speak', () => {
  it('writes what was said, by whom, and where its slots are', async () => {
    fakePrograms();
    const file = sentences(
      'a.jsonl',
      '{"text": "To JFK at 5pm", "slots": [{"slot": "destination", "start": 3, "end": 6}], "source": "mine"}',
    );
    const out = join(folder, 'pack');
    expect(await run(file, '--out', out, '--voices', 'flite-slt')).toMatch(
      /1 clips, 0.00 hours in .*; 0 left out/,
    );
    const [entry] = entriesOf(out);
    expect(entry).toMatchObject({
      id: '0-flite-slt',
      off: 0,
      len: 42,
      fmt: 'flac',
      sr: 16_000,
      text: 'to j f k at five p m',
      speaker: 'cmu-slt',
      voice: 'flite-slt',
      engine: 'flite',
      original: 'To JFK at 5pm',
      source: 'mine',
      slots: [{ slot: 'destination', start: 3, end: 6 }],
      spokenSlots: [{ slot: 'destination', start: 3, end: 8 }],
    });
    expect(entry.text.slice(3, 8)).toBe('j f k');
  });

  it('gives espeak what is to be said aloud, with its accent, and keeps the text', async () => {
    fakePrograms();
    fake(
      'espeak-ng',
      `echo "$@" > ${join(folder, 'given')}`,
      'while [ "$1" != -w ]; do shift; done',
      `/bin/cp ${folder}/bin/hum.wav "$2"`,
    );
    const file = sentences('a.jsonl', '{"text": "three", "aloud": "sri", "accent": "fr-fr"}');
    const out = join(folder, 'pack');
    await run(file, '--out', out, '--voices', 'espeak-m1,flite');
    expect(readFileSync(join(folder, 'given'), 'utf8')).toMatch(/^-v fr-fr\+m1 .* sri$/m);
    expect(entriesOf(out)).toMatchObject([{ text: 'three', accent: 'fr-fr', engine: 'espeak' }]);
    const refused = await run(file, '--out', join(folder, 'other'), '--voices', 'flite');
    expect(refused).toContain('an accent, which only voices of espeak have');
    expect([process.exitCode, existsSync(join(folder, 'other'))]).toEqual([2, false]);
  });

  it.each([
    ['{"text": "a", "aloud": "-w x"}', 'aloud'],
    ['{"text": "a", "aloud": "a\\" (exit)"}', 'aloud'],
    ['{"text": "a", "accent": "fr;x"}', 'accent'],
  ])('refuses the sentence %s', async (line, field) => {
    await expect(run(sentences('a.jsonl', line), '--out', join(folder, 'pack'))).resolves.toContain(field);
    expect(process.exitCode).toBe(1);
  });

  it('leaves out clips that are silent or that a program failed at, says so, and goes on', async () => {
    fakePrograms();
    const file = sentences('a.txt', 'silence', 'dumb', 'hello', '...');
    const output = await run(file, '--out', join(folder, 'pack'), '--voices', 'flite-awb');
    expect(output).toContain('left out: flite-awb "silence": is silent');
    expect(output).toMatch(/left out: flite-awb "dumb": Command failed/);
    expect(entriesOf(join(folder, 'pack')).map(({ text }) => text)).toEqual(['hello']);
  });

  it('makes the same pack with any number of workers, and again nothing when all is done', async () => {
    fakePrograms();
    const file = sentences('a.txt', 'one', 'two', 'three', 'four', 'five');
    const [a, b] = [join(folder, 'a'), join(folder, 'b')];
    await run(file, '--out', a, '--voices', 'flite', '--count', '9', '--workers', '1');
    await run(file, '--out', b, '--voices', 'flite', '--count', '9', '--workers', '3');
    const index = readFileSync(join(a, 'index.jsonl'), 'utf8');
    expect(readFileSync(join(b, 'index.jsonl'), 'utf8')).toBe(index);
    expect(entriesOf(a).length).toBe(9);
    await run(file, '--out', a, '--voices', 'flite', '--count', '9');
    expect(readFileSync(join(a, 'index.jsonl'), 'utf8')).toBe(index);
  });

  it('does not go on with a pack of other options', async () => {
    fakePrograms();
    const file = sentences('a.txt', 'one');
    const out = join(folder, 'pack');
    await run(file, '--out', out, '--voices', 'flite-slt');
    expect(await run(file, '--out', out, '--voices', 'flite-slt', '--seed', '2')).toContain(
      'was made with other sentences or options',
    );
    expect(process.exitCode).toBe(1);
    expect(existsSync(join(out, 'process.lock'))).toBe(false);
  });

  it('says which programs are missing and how to get them', async () => {
    vi.stubEnv('PATH', ['', folder].join(delimiter));
    const output = await run(
      sentences('a.txt', 'one'),
      '--out',
      join(folder, 'pack'),
      '--voices',
      'flite,espeak-m1',
    );
    expect(output).toContain('not installed: sox, flite, espeak-ng');
    expect(output).toContain('apt-get install --no-install-recommends sox libsox-fmt-all flite espeak-ng');
  });

  it.each([
    [['--voices', 'nobody'], 'no voice is named "nobody"'],
    [['--voices', 'flite-slt', '--hold-out', 'flite'], '--hold-out leaves no voice'],
  ])('refuses %j', async (flags, problem) => {
    expect(await run(sentences('a.txt', 'one'), '--out', join(folder, 'pack'), ...flags)).toContain(problem);
    expect(process.exitCode).toBe(2);
  });

  // The real programs are no dependency: with them, this is the whole way.
  it
    .skipIf(missingPrograms(engineNames).length > 0)
    .each(['espeak-m1', 'flite-kal16', 'festival-kal_diphone'])('speaks as %s', async (voice) => {
    const out = join(folder, 'pack');
    await run(sentences('a.txt', 'Fly to JFK at 7 a.m.'), '--out', out, '--voices', voice, '--count', '2');
    const entries = entriesOf(out);
    expect(entries.length).toBe(2);
    const pack = readFileSync(join(out, 'audio.pack'));
    for (const { off, len, dur } of entries) {
      const flac = pack.subarray(off, off + len);
      expect(flac.toString('latin1', 0, 4)).toBe('fLaC');
      expect(flacSamples(flac) / recordedRate).toBeCloseTo(dur, 3);
      expect(dur).toBeGreaterThan(1);
      expect(dur).toBeLessThan(6);
    }
  });
});
