import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CorpusError, type LabelledSentence, readLabelled } from '../../src/corpus/index.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'slotline-corpus-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function write(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  return path;
}

const plain = (sentences: LabelledSentence[]) =>
  sentences.map(({ text, slots }) => [
    text,
    slots.map(({ slot, start, end }) => `${slot}=${text.slice(start, end)}`),
  ]);

const errorOf = (read: () => unknown): CorpusError => {
  try {
    read();
  } catch (error) {
    return error as CorpusError;
  }
  throw new Error('nothing was thrown');
};

const taipei = '{"text": "to Taipei", "slots": [{"slot": "destination", "start": 3, "end": 9}]';

describe('readLabelled of JSONL', () => {
  it('reads slots, requested slots and the place of each line', () => {
    const path = write(
      'a.jsonl',
      `${taipei}, "requested": ["destination"], "source": "x", "id": "1", "lang": "en"}\n`,
    );
    expect(readLabelled(path)).toEqual([
      {
        text: 'to Taipei',
        slots: [{ slot: 'destination', start: 3, end: 9 }],
        requested: ['destination'],
        source: 'x',
        id: '1',
        lang: 'en',
        at: { file: path, line: 1 },
      },
    ]);
  });

  it('reads gzip, a byte order mark, CRLF and blank lines', () => {
    const path = write('b.jsonl.gz', gzipSync(`\ufeff${taipei}}\r\n\r\n${taipei}}\r\n`));
    expect(plain(readLabelled(path))).toEqual(Array(2).fill(['to Taipei', ['destination=Taipei']]));
    expect(readLabelled(path)[1]?.at?.line).toBe(3);
  });

  it.each([
    ['{"text": "a"', undefined, 'is not JSON'],
    ['[]', undefined, 'expected object'],
    ['{"slots": []}', 'text', 'expected string'],
    ['{"text": " ", "slots": []}', 'text', 'must not be empty'],
    ['{"text": "a"}', 'slots', 'expected array'],
    [`${taipei}, "intent": "x"}`, 'intent', 'is not a field'],
    [
      '{"text": "a b", "slots": [{"slot": "x", "start": 0, "end": 1, "value": "a"}]}',
      'slots[0].value',
      'is not a field',
    ],
    ['{"text": "a", "slots": [{"slot": "x", "start": 0.5, "end": 1}]}', 'slots[0].start', 'expected int'],
    ['{"text": "a", "slots": [{"slot": "x y", "start": 0, "end": 1}]}', 'slots[0].slot', 'without spaces'],
    ['{"text": "a", "slots": [{"slot": "\\u001b[2J", "start": 0, "end": 1}]}', 'slots[0].slot', 'control'],
    ['{"text": "a", "slots": [{"slot": "x", "start": 1, "end": 1}]}', 'slots[0].end', 'not before end'],
    [
      '{"text": "a", "slots": [{"slot": "x", "start": 0, "end": 2}]}',
      'slots[0].end',
      'outside the text of 1',
    ],
    ['{"text": "a", "slots": [{"slot": "x", "start": -1, "end": 1}]}', 'slots[0].start', 'outside the text'],
    ['{"text": "a 😀", "slots": [{"slot": "x", "start": 2, "end": 3}]}', 'slots[0].end', 'surrogate pair'],
    ['{"text": "😀", "slots": [{"slot": "x", "start": 1, "end": 2}]}', 'slots[0].start', 'surrogate pair'],
    ['{"text": "a b", "slots": [{"slot": "x", "start": 1, "end": 2}]}', 'slots[0]', 'covers no token'],
    [
      '{"text": "a b", "slots": [{"slot": "x", "start": 0, "end": 3}, {"slot": "y", "start": 2, "end": 3}]}',
      'slots[1]',
      "shares the token 'b'",
    ],
  ])('refuses %s', (line, field, problem) => {
    const path = write('wrong.jsonl', `${taipei}}\n${line}\n`);
    const error = errorOf(() => readLabelled(path));
    expect(error).toBeInstanceOf(CorpusError);
    expect(error).toMatchObject({ file: path, line: 2, field });
    expect(error.message).toContain(`${path}:2: `);
    expect(error.message).toContain(problem);
    expect(error.remedy).not.toBe('');
  });

  it('names the line with bytes that are not UTF-8', () => {
    const path = write(
      'bytes.jsonl',
      Buffer.concat([Buffer.from(`${taipei}}\n`), Buffer.from([0x22, 0xff, 0x0a])]),
    );
    expect(errorOf(() => readLabelled(path))).toMatchObject({
      line: 2,
      problem: 'holds bytes that are not UTF-8',
    });
  });

  it('refuses a torn gzip file, a missing file and an unknown format', () => {
    const torn = write('torn.jsonl.gz', gzipSync(taipei.repeat(100)).subarray(0, 40));
    expect(errorOf(() => readLabelled(torn)).problem).toContain('not a whole gzip file');
    expect(errorOf(() => readLabelled(join(folder, 'none.jsonl'))).problem).toContain('ENOENT');
    expect(errorOf(() => readLabelled(join(folder, 'none'))).problem).toBe('does not exist');
    expect(errorOf(() => readLabelled(write('data.csv', 'a'))).problem).toContain('known format');
  });

  it('goes on after broken lines when it is asked to collect errors', () => {
    const errors: CorpusError[] = [];
    const path = write('some.jsonl', `{\n${taipei}}\n{}\n`);
    expect(readLabelled(path, { onError: (error) => errors.push(error) })).toHaveLength(1);
    expect(errors.map(({ line }) => line)).toEqual([1, 3]);
  });

  it('throws nothing but a CorpusError, whatever a line holds', () => {
    const value = fc.oneof(fc.jsonValue(), fc.constantFrom('a 😀', -1, 0, 1, 2, 3));
    const slot = fc.dictionary(fc.constantFrom('slot', 'start', 'end', 'x'), value);
    const line = fc.record({ text: value, slots: fc.oneof(value, fc.array(slot)) });
    fc.assert(
      fc.property(line, (object) => {
        const path = write('any.jsonl', JSON.stringify(object));
        try {
          readLabelled(path);
        } catch (error) {
          expect(error).toBeInstanceOf(CorpusError);
        }
      }),
      { numRuns: 50 },
    );
  });
});

describe('readLabelled of columns', () => {
  const iob2 = '-DOCSTART- O\n\nto TO O\nNew NNP B-x\nYork NNP I-x\n\n\nIowa NNP B-x\nOhio NNP B-x\n';

  it.each(['c.iob', 'c.conll', 'c.txt', 'c.tsv'])('reads %s with the label in the last column', (name) => {
    const path = write(name, iob2);
    expect(plain(readLabelled(path))).toEqual([
      ['to New York', ['x=New York']],
      ['Iowa Ohio', ['x=Iowa', 'x=Ohio']],
    ]);
    expect(readLabelled(path).map(({ at }) => at?.line)).toEqual([3, 8]);
  });

  it('reads IOB1, where B- only parts two neighbours', () => {
    const path = write('iob1.iob.gz', gzipSync('New I-x\r\nYork I-x\r\nOhio B-x\r\nat O\r\n5 I-y'));
    expect(plain(readLabelled(path))).toEqual([['New York Ohio at 5', ['x=New York', 'x=Ohio', 'y=5']]]);
  });

  it.each([
    ['a O\nb\n', 2, "'b' has no label"],
    ['a O\n\nb O\nc L-x\n', 4, "'L-x' is neither"],
    ['a O\nb B-\n', 2, "'B-' is neither"],
  ])('refuses %j', (content, line, problem) => {
    const error = errorOf(() => readLabelled(write('wrong.iob', content)));
    expect(error).toMatchObject({ line, field: 'label' });
    expect(error.problem).toContain(problem);
  });
});

describe('readLabelled of seq.in and seq.out', () => {
  it('joins the words with one space', () => {
    write('train/seq.in', 'to new  york \nfly\n');
    write('train/seq.out', 'O B-toloc.city_name I-toloc.city_name\nO\n');
    const expected = [
      ['to new york', ['toloc.city_name=new york']],
      ['fly', []],
    ];
    expect(plain(readLabelled(join(folder, 'train')))).toEqual(expected);
    expect(plain(readLabelled(folder, { split: 'train' }))).toEqual(expected);
  });

  it('names the line where the counts differ', () => {
    write('odd/seq.in', 'a b\nc d\n');
    write('odd/seq.out', 'O O\nO\n');
    const error = errorOf(() => readLabelled(join(folder, 'odd')));
    expect(error).toMatchObject({ line: 2, problem: '2 words but 1 labels' });
  });

  it('names the part that a folder lacks', () => {
    expect(errorOf(() => readLabelled(folder, { split: 'dev' })).problem).toBe("has no part 'dev'");
  });
});
