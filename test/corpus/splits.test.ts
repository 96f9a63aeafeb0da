import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cutDev, readSplits } from '../../src/corpus/splits.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'slotline-splits-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const jsonl = (...texts: string[]): string =>
  texts.map((text) => JSON.stringify({ text, slots: [] })).join('\n');
const put = (name: string, content: string | Buffer): void => writeFileSync(join(folder, name), content);
const many = Array.from({ length: 1000 }, (_, index) => ({ text: `sentence ${index % 500}`, slots: [] }));

describe('readSplits', () => {
  it('reads every part in the format that it has, and hashes the files as they are stored', () => {
    const packed = gzipSync(jsonl('a', 'b'));
    put('train.jsonl.gz', packed);
    mkdirSync(join(folder, 'valid'));
    put('valid/seq.in', 'c');
    put('valid/seq.out', 'O');
    put('test.iob', 'd O');
    const splits = readSplits(folder);
    expect([splits.train, splits.dev, splits.test].map((part) => part?.map(({ text }) => text))).toEqual([
      ['a', 'b'],
      ['c'],
      ['d'],
    ]);
    expect(splits.devCutFromTrain).toBe(false);
    expect(splits.files).toEqual([
      'train.jsonl.gz',
      join('valid', 'seq.in'),
      join('valid', 'seq.out'),
      'test.iob',
    ]);
    expect(splits.sha256).toBe(createHash('sha256').update(packed).update('cOd O').digest('hex'));
  });

  it('cuts dev from train when there is none, and says so', () => {
    put('train.jsonl', jsonl(...many.map(({ text }) => text)));
    const splits = readSplits(folder);
    expect(splits.devCutFromTrain).toBe(true);
    expect(splits.test).toBeUndefined();
    expect(splits.train.length + splits.dev.length).toBe(many.length);
    expect(readSplits(join(folder, 'train.jsonl'))).toEqual(splits);
  });

  it('refuses a folder without train and one with two of a part', () => {
    expect(() => readSplits(folder)).toThrow('has no training part');
    put('train.jsonl', jsonl('a'));
    put('dev.jsonl', jsonl('a'));
    put('valid.iob', 'a O');
    expect(() => readSplits(folder)).toThrow('holds both');
  });
});

describe('cutDev', () => {
  it('sets about a tenth apart, the same each time, with equal texts on one side', () => {
    const { train, dev } = cutDev(many);
    expect(dev.length).toBeGreaterThan(60);
    expect(dev.length).toBeLessThan(140);
    const trained = new Set(train.map(({ text }) => text));
    expect(dev.some(({ text }) => trained.has(text))).toBe(false);
    expect(cutDev(many.toReversed()).dev.toReversed()).toEqual(dev);
  });

  it('gives each side at least one of two texts', () => {
    for (let index = 0; index < 50; index += 1) {
      const { train, dev } = cutDev(many.slice(index, index + 2));
      expect([train.length, dev.length]).toEqual([1, 1]);
    }
    expect(cutDev(many.slice(0, 1)).train).toHaveLength(1);
    expect(cutDev([])).toEqual({ train: [], dev: [] });
  });
});
