import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CorpusError } from '../../../src/corpus/index.ts';
import { type KeywordPlan, keywordPlanSchema } from '../../../src/corpus/keyworded/plan.ts';
import { readKeyworded } from '../../../src/corpus/keyworded/read.ts';
import { readKeywordedSplits } from '../../../src/corpus/keyworded/splits.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'slotline-keyworded-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function write(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const read = (file: string, field = 'keywords') => readKeyworded(file, { field }).texts;
const errorOf = (work: () => unknown): CorpusError => {
  try {
    work();
  } catch (error) {
    expect(error).toBeInstanceOf(CorpusError);
    return error as CorpusError;
  }
  throw new Error('nothing was thrown');
};

describe('readKeyworded', () => {
  const lines =
    '{"id": 7, "text": "Safe ships\\r\\n\\tat sea", "keywords": [" matrix \\tgame", "ships"], "all": []}\n\n' +
    '{"text": "nothing to say", "keywords": []}\n';

  it('reads phrases with single spaces, and passes other fields and blank lines over', () => {
    const file = write('a.jsonl', lines);
    expect(read(file)).toEqual([
      {
        id: '7',
        text: 'Safe ships\r\n\tat sea',
        keywords: ['matrix game', 'ships'],
        at: { file, line: 1 },
      },
      { text: 'nothing to say', keywords: [], at: { file, line: 3 } },
    ]);
  });

  it('reads the field that it is told', () => {
    const file = write('named.jsonl', '{"text": "a", "keywords": ["no"], "uncontrolled": ["yes"]}');
    expect(read(file, 'uncontrolled')[0]!.keywords).toEqual(['yes']);
  });

  it('reads gzip and brotli', () => {
    const plain = read(write('b.jsonl', lines)).map(({ text }) => text);
    expect(read(write('b.jsonl.gz', gzipSync(lines))).map(({ text }) => text)).toEqual(plain);
    expect(read(write('b.jsonl.br', brotliCompressSync(lines))).map(({ text }) => text)).toEqual(plain);
  });

  it.each([
    ['{"text": "a"', undefined, 'is not JSON'],
    ['{"keywords": ["a"]}', 'text', 'expected string'],
    ['{"text": " ", "keywords": ["a"]}', 'text', 'must not be empty'],
    ['{"text": "a"}', 'keywords', 'is not there'],
    ['{"text": "a", "keywords": "a"}', 'keywords', 'must be a list of phrases'],
    ['{"text": "a", "keywords": ["a", " "]}', 'keywords.1', 'must not be empty'],
    ['{"text": "a", "keywords": ["a", 1]}', 'keywords.1', 'expected string'],
    ['{"text": "a", "keywords": ["a"], "id": 0.5}', 'id', 'must be a word'],
    ['[]', undefined, 'expected object'],
  ])('refuses %s', (line, field, problem) => {
    const path = write('bad.jsonl', `{"text": "b", "keywords": []}\n${line}`);
    const error = errorOf(() => read(path));
    expect([error.file, error.line, error.field]).toEqual([path, 2, field]);
    expect(error.problem).toContain(problem);
    const found: CorpusError[] = [];
    const { texts } = readKeyworded(path, { field: 'keywords', onError: (each) => found.push(each) });
    expect([texts.length, found.length]).toEqual([1, 1]);
  });

  it('tells the fields that could hold the phrases where the named one is missing', () => {
    const path = write(
      'other.jsonl',
      '{"id": "1", "text": "a", "controlled": ["b"], "all": ["c"], "n": [1]}',
    );
    expect(errorOf(() => read(path)).remedy).toContain(
      'data.field of the recipe: the line has controlled, all',
    );
    expect(errorOf(() => read(path, 'constructor')).problem).toBe('is not there');
  });

  it('refuses files of other kinds', () => {
    expect(errorOf(() => read(write('a.tsv', 'x'))).problem).toContain('not of a known format');
    expect(errorOf(() => read(join(folder, 'none.jsonl'))).problem).toContain('does not exist');
  });
});

describe('readKeywordedSplits', () => {
  const plan = (more: object = {}): KeywordPlan => keywordPlanSchema.parse(more);
  const line = (text: string, keyword = 'k', field = 'keywords') =>
    `${JSON.stringify({ text, [field]: [keyword] })}\n`;
  const textsOf = (part: readonly { text: string }[] | undefined) => part?.map(({ text }) => text);

  it('reads the files that the plan names, each by its field', () => {
    const one = line('first', 'a', 'all') + line('second', 'b', 'all');
    const two = line('third', 'c', 'own');
    write('one.jsonl', one);
    write('two.jsonl', two);
    write('held.jsonl', line('fourth', 'd', 'all'));
    const named = plan({
      train: ['one.jsonl', { file: 'two.jsonl', field: 'own' }],
      dev: ['held.jsonl'],
      field: 'all',
    });
    const splits = readKeywordedSplits(folder, named);
    expect(splits.train.map(({ text, keywords }) => [text, ...keywords])).toEqual([
      ['first', 'a'],
      ['second', 'b'],
      ['third', 'c'],
    ]);
    expect(textsOf(splits.dev)).toEqual(['fourth']);
    expect(splits.test).toBeUndefined();
    expect(splits.files).toEqual(['one.jsonl', 'two.jsonl', 'held.jsonl']);
    const stored = one + two + line('fourth', 'd', 'all');
    expect(splits.sha256).toBe(createHash('sha256').update(stored).digest('hex'));
  });

  it('leaves no text of dev or test in train, whatever its case, and none twice', () => {
    write('train-x.jsonl', line('Held Out.') + line('again') + line('measured') + line('again', 'other'));
    write('dev-x.jsonl', line('held out'));
    write('test-x.jsonl', line('Measured!'));
    const named = plan({ train: ['train-x.jsonl'], dev: ['dev-x.jsonl'], test: ['test-x.jsonl'] });
    expect(readKeywordedSplits(folder, named).train.map(({ text, keywords }) => [text, ...keywords])).toEqual(
      [['again', 'k']],
    );
  });

  it('cuts missing parts from train by hash of the text', () => {
    const many = Array.from({ length: 1000 }, (_, index) => line(`text ${index}`));
    const split = { dev: 0.1, test: 0.2 };
    const all = readKeywordedSplits(write('many.jsonl', many.join('')), plan({ split }));
    expect(all.files).toEqual(['many.jsonl']);
    expect(all.devCutFromTrain).toBe(true);
    expect(all.train.length + all.dev.length + all.test!.length).toBe(1000);
    expect(all.dev.length / 1000).toBeCloseTo(0.1, 1);
    expect(all.test!.length / 1000).toBeCloseTo(0.2, 1);
  });

  it('finds parts by their names, and says what is missing or there twice', () => {
    const inner = mkdtempSync(join(folder, 'parts-'));
    expect(errorOf(() => readKeywordedSplits(inner, plan())).remedy).toContain('Add train.jsonl');
    writeFileSync(join(inner, 'train.jsonl.gz'), gzipSync(line('t')));
    writeFileSync(join(inner, 'validation.jsonl'), line('v'));
    const splits = readKeywordedSplits(inner, plan());
    expect([splits.train, splits.dev, splits.test].map(textsOf)).toEqual([['t'], ['v'], undefined]);
    expect(splits.devCutFromTrain).toBe(false);
    writeFileSync(join(inner, 'train.jsonl'), line('t'));
    expect(errorOf(() => readKeywordedSplits(inner, plan())).problem).toContain('holds both');
  });

  it('refuses a plan with dev but no train', () => {
    const { error } = keywordPlanSchema.safeParse({ dev: ['a.jsonl'] });
    expect(error!.issues[0]).toMatchObject({ path: ['train'], message: 'must be given beside dev or test' });
  });
});
