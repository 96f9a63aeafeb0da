import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DataPlan, dataPlanSchema } from '../../../src/corpus/classified/plan.ts';
import { readClassified } from '../../../src/corpus/classified/read.ts';
import { readClassifiedSplits } from '../../../src/corpus/classified/splits.ts';
import { CorpusError } from '../../../src/corpus/index.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'slotline-classified-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function write(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const labels = { 0: 'negative', 1: 'positive', pos: 'positive', neg: 'negative', '?': null };
const read = (file: string, more: object = {}) =>
  readClassified(file, { labels, ...more }).texts.map(({ text, label, at }) => [text, label, at.line]);
const errorOf = (work: () => unknown): CorpusError => {
  try {
    work();
  } catch (error) {
    expect(error).toBeInstanceOf(CorpusError);
    return error as CorpusError;
  }
  throw new Error('nothing was thrown');
};

describe('classified JSONL', () => {
  const lines = '{"text": "a fine stay", "label": "pos", "rating": 9}\n\n{"text": "noisy", "label": 0}\n';

  it('gives classes, passes other fields and blank lines over, and leaves out what means null', () => {
    expect(read(write('a.jsonl', `${lines}{"text": "hm", "label": "?"}`))).toEqual([
      ['a fine stay', 'positive', 1],
      ['noisy', 'negative', 3],
    ]);
  });

  it('reads gzip and brotli', () => {
    const plain = read(write('b.jsonl', lines));
    expect(read(write('b.jsonl.gz', gzipSync(lines)))).toEqual(plain);
    expect(read(write('b.jsonl.br', brotliCompressSync(lines)))).toEqual(plain);
    expect(errorOf(() => read(write('c.jsonl.br', 'x'))).problem).toContain('brotli');
  });

  it.each([
    ['{"text": "a"', undefined, 'is not JSON'],
    ['{"label": "pos"}', 'text', 'expected string'],
    ['{"text": " ", "label": "pos"}', 'text', 'must not be empty'],
    ['{"text": "a"}', 'label', 'must be a word'],
    ['{"text": "a", "label": "great"}', 'label', "'great' is not a known label"],
    ['{"text": "a", "label": "constructor"}', 'label', 'not a known label'],
  ])('refuses %s', (line, field, problem) => {
    const path = write('bad.jsonl', `{"text": "b", "label": "pos"}\n${line}`);
    const error = errorOf(() => read(path));
    expect([error.file, error.line, error.field]).toEqual([path, 2, field]);
    expect(error.problem).toContain(problem);
    const found: CorpusError[] = [];
    expect(read(path, { onError: (each: CorpusError) => found.push(each) })).toHaveLength(1);
    expect(found).toHaveLength(1);
  });
});

describe('two-class tsv', () => {
  it('reads split words as people write them', () => {
    expect(read(write('a.tsv', "you do n't know what 's good\t1\nshe 'll 'see ' it\t0\n"))).toEqual([
      ["you don't know what's good", 'positive', 1],
      ["she'll 'see ' it", 'negative', 2],
    ]);
  });

  it.each([
    ['good', 'label'],
    ['good\t1\t2', 'label'],
    [' \t1', 'text'],
    ['good\t3', 'label'],
  ])('refuses %j', (line, field) => {
    const error = errorOf(() => read(write('bad.tsv', `fine\t1\n${line}`)));
    expect([error.line, error.field]).toEqual([2, field]);
  });
});

describe('bracketed trees', () => {
  const five = { 0: 'negative', 1: 'negative', 2: null, 3: 'positive', 4: 'positive' };
  const tree = "(3 (2 It) (3 (1 (2 does) (2 n't)) (2 (1 hurt) (2 -LRB-much\\/-RRB-))))\n";

  it('give the sentence', () => {
    expect(read(write('a.txt', `${tree}(2 (2 so) (2 so))\n`), { labels: five })).toEqual([
      ["It doesn't hurt (much/)", 'positive', 1],
    ]);
  });

  it('give every labelled phrase with it, but neutral ones', () => {
    expect(read(write('a.txt', tree), { labels: five, phrases: true })).toEqual([
      ["doesn't", 'negative', 1],
      ['hurt', 'negative', 1],
      ["doesn't hurt (much/)", 'positive', 1],
      ["It doesn't hurt (much/)", 'positive', 1],
    ]);
  });

  it.each(['(3 (2 It) (4 works)', '(3 a) (2 b)', 'It works', '(3 )', '(3 (2 a)) b', '((3 a))', ')', '(5 x)'])(
    'refuses %s',
    (line) => {
      expect(errorOf(() => read(write('bad.txt', `(3 fine)\n${line}`), { labels: five })).line).toBe(2);
    },
  );
});

describe('classified csv', () => {
  it('reads quoted fields with commas, quotation marks and line ends, and leaves rows without text out', () => {
    const rows = 'cat,label,review\nx,1,"近,很""好"""\ny,0,"两\n行"\nz,1,\nz,0,last';
    expect(read(write('a.csv', rows))).toEqual([
      ['近,很"好"', 'positive', 2],
      ['两\n行', 'negative', 3],
      ['last', 'negative', 6],
    ]);
  });

  it.each([
    ['label,words\n1,a', 1, 'text'],
    ['text\na', 1, 'label'],
    ['label,text\n1,a,b', 2, undefined],
    ['label,text\n1,"a', 2, undefined],
    ['label,text\n7,a', 2, 'label'],
    ['', 1, 'label'],
  ])('refuses %j', (content, line, field) => {
    const error = errorOf(() => read(write('bad.csv', content)));
    expect([error.line, error.field]).toEqual([line, field]);
  });
});

describe('files of other kinds', () => {
  it('are refused', () => {
    expect(errorOf(() => read(write('a.doc', 'x'))).problem).toContain('not of a known format');
    expect(errorOf(() => read(join(folder, 'none.csv'))).problem).toContain('does not exist');
    expect(errorOf(() => read(write('a.constructor', 'x'))).problem).toContain('not of a known format');
  });
});

describe('readClassifiedSplits', () => {
  const plan = (more: object = {}): DataPlan => dataPlanSchema.parse({ labels, ...more });
  const textsOf = (part: readonly { text: string }[] | undefined) => part?.map(({ text }) => text);

  it('reads the files that the plan names; nothing of dev and test, and nothing twice, is in train', () => {
    write('one.txt', '(1 (1 held) (1 (1 out) (1 well)))\n(1 (1 held) (0 (1 back) (1 well)))');
    write('two.tsv', 'held\t1\nwell\t0');
    write('three.tsv', 'Out , well .\t0');
    const names = { train: ['one.txt'], dev: ['two.tsv'], test: ['three.tsv'] };
    const splits = readClassifiedSplits(folder, plan({ ...names, phrases: true }));
    expect(textsOf(splits.train)).toEqual(['out', 'held out well', 'back', 'back well', 'held back well']);
    expect(textsOf(splits.dev)).toEqual(['held', 'well']);
    expect(textsOf(splits.test)).toEqual(['Out , well .']);
    expect(splits.files).toEqual(['one.txt', 'two.tsv', 'three.tsv']);
    expect(splits.devCutFromTrain).toBe(false);
    const sentences = readClassifiedSplits(folder, plan(names));
    expect(textsOf(sentences.train)).toEqual(['held out well', 'held back well']);
  });

  it('cuts parts by hash of the text: the same ones whatever stands beside them', () => {
    const many = Array.from({ length: 2000 }, (_, index) => `{"text": "text ${index}", "label": "pos"}`);
    const split = { dev: 0.1, test: 0.2 };
    const all = readClassifiedSplits(write('many.jsonl', many.join('\n')), plan({ split }));
    expect(all.files).toEqual(['many.jsonl']);
    expect(all.devCutFromTrain).toBe(true);
    expect(all.train.length + all.dev.length + all.test!.length).toBe(2000);
    expect(all.dev.length / 2000).toBeCloseTo(0.1, 1);
    expect(all.test!.length / 2000).toBeCloseTo(0.2, 1);
    const half = readClassifiedSplits(write('half.jsonl', many.slice(1000).join('\n')), plan({ split }));
    const late = new Set(textsOf(half.dev));
    expect(textsOf(all.dev)!.filter((text) => Number(text.slice(5)) >= 1000)).toEqual([...late]);
    expect(readClassifiedSplits(join(folder, 'half.jsonl'), plan()).test).toBeUndefined();
  });

  it('finds parts by their names, and says what is missing or there twice', () => {
    const inner = mkdtempSync(join(folder, 'parts-'));
    expect(errorOf(() => readClassifiedSplits(inner, plan())).problem).toContain('no training part');
    for (const part of ['train', 'validation', 'test'])
      writeFileSync(join(inner, `${part}.tsv`), `${part}\t1`);
    const splits = readClassifiedSplits(inner, plan());
    expect([splits.train, splits.dev, splits.test].map(textsOf)).toEqual([
      ['train'],
      ['validation'],
      ['test'],
    ]);
    writeFileSync(join(inner, 'train.csv'), 'label,text\n1,x');
    expect(errorOf(() => readClassifiedSplits(inner, plan())).problem).toContain('holds both');
  });

  it('reads files with labels of their own, since corpora name the same things by other labels', () => {
    write('four.tsv', 'odd\t1');
    const train = ['two.tsv', { file: 'four.tsv', labels: { 1: 'negative' } }];
    const splits = readClassifiedSplits(folder, plan({ train, dev: ['three.tsv'] }));
    expect(splits.train.map(({ text, label }) => [text, label])).toEqual([
      ['held', 'positive'],
      ['well', 'negative'],
      ['odd', 'negative'],
    ]);
  });

  it('sets a share of a training file apart for dev, beside the files of dev', () => {
    const many = Array.from({ length: 1000 }, (_, index) => `text ${index}\t1`);
    write('reviews.tsv', many.join('\n'));
    const train = ['two.tsv', { file: 'reviews.tsv', dev: 0.2 }];
    const splits = readClassifiedSplits(folder, plan({ train, dev: ['three.tsv'] }));
    const apart = textsOf(splits.dev)!.slice(1);
    expect(textsOf(splits.dev)![0]).toBe('Out , well .');
    expect(apart.length / 1000).toBeCloseTo(0.2, 1);
    expect(splits.devCutFromTrain).toBe(false);
    expect(new Set([...apart, ...textsOf(splits.train)!.slice(2)]).size).toBe(1000);
    expect(textsOf(splits.train)!.slice(0, 2)).toEqual(['held', 'well']);
  });

  it('refuses a plan with dev but no train', () => {
    expect(dataPlanSchema.safeParse({ labels, dev: ['a.tsv'] }).success).toBe(false);
  });
});
