import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CorpusError } from '../../src/corpus/error.ts';
import { readVectors, type WordVectors } from '../../src/corpus/vectors.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'slotline-vectors-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, content: string | Uint8Array): string {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
}

/** The vectors as they will be used, by word; the row of other words is `other`. */
function byWord({ words, dimension, vectors, scales }: WordVectors): Record<string, number[]> {
  return Object.fromEntries(
    ['other', ...words].map((word, row) => [
      word,
      [...vectors.subarray(row * dimension, (row + 1) * dimension)].map((number) => number * scales[row]!),
    ]),
  );
}

const none = new Set<string>();
const text = 'to 0.5 -1\nfrom -0.25 1\nboston 1.27 0.02\ntaipei 0 0\n';

describe('readVectors', () => {
  it.each([
    ['a text file', text],
    ['a text file with CRLF and no last line end', text.trimEnd().replaceAll('\n', '\r\n')],
    ['a text file packed by gzip', gzipSync(text)],
  ])('reads %s', (_, content) => {
    const vectors = readVectors(write('glove.txt', content), 9, none);
    expect(vectors.words).toEqual(['to', 'from', 'boston', 'taipei']);
    expect(vectors.dimension).toBe(2);
    const found = byWord(vectors);
    const expected = { other: [0, 0], to: [0.5, -1], from: [-0.25, 1], boston: [1.27, 0.02], taipei: [0, 0] };
    for (const [word, numbers] of Object.entries(expected)) {
      for (const [place, number] of numbers.entries()) {
        expect(Math.abs(found[word]![place]! - number), word).toBeLessThan(0.5 / 127 + 1e-6);
      }
    }
  });

  it('keeps the first words, and of the others those that are asked for', () => {
    const vectors = readVectors(write('glove.txt', text), 1, new Set(['boston', 'unheard']));
    expect(vectors.words).toEqual(['to', 'boston']);
    expect(byWord(vectors).boston![0]).toBeCloseTo(1.27);
    expect(vectors.scales).toHaveLength(3);
  });

  it('reads a folder of numbers in 8 bits', () => {
    const pack = join(folder, 'pack');
    mkdirSync(pack);
    write('pack/words.txt.gz', gzipSync('to\nfrom\nboston\n'));
    write('pack/vectors.i8', Uint8Array.from(Int8Array.of(1, -2, 3, 4, -128, 127)));
    write('pack/scales.f32', new Uint8Array(Float32Array.of(0.5, 1, 2).buffer));
    expect(byWord(readVectors(pack, 1, new Set(['boston'])))).toEqual({
      other: [0, 0],
      to: [0.5, -1],
      boston: [-256, 254],
    });
    write('pack/words.txt.gz', gzipSync('to\nfrom\n'));
    expect(() => readVectors(pack, 1, none)).toThrow('2 words, 3 scales');
  });

  it.each([
    ['a header line', '4 2\nto 0.5 -1\n', ':2: is not a word and 1 numbers'],
    ['a number too few', 'to 0.5 -1\nfrom 1\n', ':2: is not a word and 2 numbers'],
    ['a word in the place of a number', 'to 0.5 -1\nfrom 1 x\n', ':2: '],
    ['words alone', 'to\nfrom\n', ':1: is not a word and 0 numbers'],
  ])('names the line of %s', (_, content, message) => {
    const read = () => readVectors(write('wrong.txt', content), 9, none);
    expect(read).toThrow(CorpusError);
    expect(read).toThrow(message);
  });

  it('says which path it cannot read', () => {
    expect(() => readVectors(join(folder, 'nowhere'), 9, none)).toThrow(CorpusError);
    expect(() => readVectors(folder, 9, none)).toThrow(`${folder}: cannot be read (EISDIR)`);
  });
});
