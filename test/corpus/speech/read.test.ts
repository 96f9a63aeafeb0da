import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CorpusError } from '../../../src/corpus/error.ts';
import { readOwnSpeech } from '../../../src/corpus/speech/own.ts';
import { readSpeechPack } from '../../../src/corpus/speech/pack.ts';

const fixtures = join(import.meta.dirname, '../../audio/fixtures');

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'slotline-speech-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A pack of two files of our own, with `change` made to the lines of its index. */
function writePack(name: string, change: (line: Record<string, unknown>, index: number) => unknown): string {
  const pack = join(folder, name);
  mkdirSync(pack);
  const files = [readFileSync(join(fixtures, 'tone.flac')), readFileSync(join(fixtures, 'tone.opus'))];
  writeFileSync(join(pack, 'audio.pack'), Buffer.concat(files));
  const lines = [
    {
      id: 'a',
      off: 0,
      len: files[0]!.length,
      fmt: 'flac',
      sr: 16_000,
      dur: 1,
      text: 'Press 1.',
      speaker: 'ann',
    },
    {
      id: 'b',
      off: files[0]!.length,
      len: files[1]!.length,
      fmt: 'ogg-opus',
      text: 'HELLO',
      intent: 'greet',
    },
  ];
  writeFileSync(
    join(pack, 'index.jsonl'),
    `${lines.map((line, i) => JSON.stringify(change(line, i))).join('\n')}\n`,
  );
  return pack;
}

describe('readSpeechPack', () => {
  it('reads texts, speakers and samples that threads can share', async () => {
    const utterances = await readSpeechPack(writePack('whole', (line) => line));
    expect(utterances).toEqual([
      { id: 'a', text: 'press one', speaker: 'ann', source: 'whole', samples: expect.any(Int16Array) },
      { id: 'b', text: 'hello', source: 'whole', samples: expect.any(Int16Array) },
    ]);
    for (const { samples } of utterances) {
      expect(samples.buffer).toBeInstanceOf(SharedArrayBuffer);
      expect(samples).toHaveLength(16_000);
      expect(Math.max(...samples)).toBeGreaterThan(16_000);
      expect(Math.max(...samples)).toBeLessThan(19_000);
    }
  });

  it('reads only the lines that are wanted', async () => {
    const pack = writePack('some', (line) => line);
    const utterances = await readSpeechPack(pack, { only: ({ intent }) => intent === 'greet' });
    expect(utterances.map(({ id }) => id)).toEqual(['b']);
  });

  it.each([
    ['no text', { text: null }, /index\.jsonl:1: text: must be what is said/u],
    [
      'a text with two readings',
      { text: 'dial 500' },
      /index\.jsonl:1: text: has more than one reading \(500\)/u,
    ],
    ['a place behind the end', { off: 1e6 }, /index\.jsonl:1: off: points behind the end/u],
    ['a place within a file', { off: 9 }, /index\.jsonl:1: .*no audio in a known format/u],
    ['another format', { fmt: 'mp3' }, /index\.jsonl:1: fmt: /u],
  ])('refuses a line with %s, or leaves it out', async (name, fault, message) => {
    const pack = writePack(name, (line, i) => (i === 0 ? { ...line, ...fault } : line));
    await expect(readSpeechPack(pack)).rejects.toThrow(message);
    await expect(readSpeechPack(pack)).rejects.toThrow(CorpusError);
    const errors: CorpusError[] = [];
    const utterances = await readSpeechPack(pack, { onError: (error) => errors.push(error) });
    expect(utterances.map(({ id }) => id)).toEqual(['b']);
    expect(errors).toHaveLength(1);
  });

  it('names the file that is missing', async () => {
    await expect(readSpeechPack(join(folder, 'none'))).rejects.toThrow(
      /index\.jsonl: cannot be read \(ENOENT\)/u,
    );
    const pack = writePack('half', (line) => line);
    rmSync(join(pack, 'audio.pack'));
    await expect(readSpeechPack(pack)).rejects.toThrow(/audio\.pack: cannot be read \(ENOENT\)/u);
  });
});

describe('readOwnSpeech', () => {
  it('reads recordings beside the file, whatever their format', async () => {
    mkdirSync(join(folder, 'own/sub'), { recursive: true });
    copyFileSync(join(fixtures, 'tone.mp3'), join(folder, 'own/sub/one.mp3'));
    copyFileSync(join(fixtures, 'mulaw.wav'), join(folder, 'own/two.wav'));
    const lines = [
      { audio: 'sub/one.mp3', text: 'One!', speaker: 'ann' },
      { audio: 'two.wav', text: "it's two", id: 'second' },
      { audio: 'none.wav', text: 'three' },
      { audio: 'two.wav', text: '***' },
      { audio: 'data.jsonl', text: 'four' },
      { audio: 'two.wav', words: 'five' },
    ];
    const file = join(folder, 'own/data.jsonl');
    writeFileSync(file, `${lines.map((line) => JSON.stringify(line)).join('\n')}\n\nno json\n`);
    const errors: string[] = [];
    const utterances = await readOwnSpeech(file, { onError: ({ message }) => errors.push(message) });
    expect(utterances).toEqual([
      { id: 'sub/one.mp3', text: 'one', speaker: 'ann', source: file, samples: expect.any(Int16Array) },
      { id: 'second', text: "it's two", source: file, samples: expect.any(Int16Array) },
    ]);
    expect(errors).toEqual([
      expect.stringContaining(':3: audio: cannot be read (ENOENT)'),
      expect.stringContaining(':4: text: has a character that is not read aloud (*)'),
      expect.stringContaining(':5: audio: The bytes are no audio in a known format'),
      expect.stringContaining(':6: text: '),
      expect.stringContaining(':8: is not JSON'),
    ]);
  });
});
