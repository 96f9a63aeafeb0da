import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { loadPackage } from '../../../src/package/load.ts';
import { randomSource } from '../../../src/random.ts';
import { type Feed, openSession, type Session } from '../../../src/runtime/session.ts';
import { TokenVectors } from '../../../src/tasks/tokens/token-vectors.ts';
import { buildEncoders, type TokenEncoder } from '../../../src/text/encoders/index.ts';
import { wordEncoder } from '../../../src/text/encoders/word.ts';
import type { Token } from '../../../src/text/tokenizer.ts';

/** The row of a word is its length; words of one letter are unknown. */
const word: TokenEncoder = {
  rows: 100,
  width: 1,
  encode: ({ text }) => [text.length === 1 ? 0 : text.length],
};

/** A graph that gives every token the vector `[row, 7]`, and notes how many tokens each run had. */
function testVectors(encoder: TokenEncoder = word) {
  const runs: number[] = [];
  const session: Session = {
    inputs: [],
    outputs: [],
    run: async (feeds: Readonly<Record<string, Feed>>) => {
      const rows = [...feeds.word!.data];
      runs.push(rows.length);
      return { tokens: Float32Array.from(rows.flatMap((row) => [row, 7])) };
    },
    close: async () => undefined,
  };
  return { runs, vectors: new TokenVectors(session, [{ name: 'word', encoder }], 2) };
}

const tokens = (...texts: string[]): Token[] => texts.map((text) => ({ text, start: 0, end: text.length }));

it('gives each token its vector, and runs the graph once for all new ones', async () => {
  const { runs, vectors } = testVectors();
  const found = await vectors.of([tokens('to', 'x', 'to'), tokens('Rome')]);
  expect(found.map((sentence) => sentence.map(({ vector, unknown }) => [[...vector], unknown]))).toEqual([
    [
      [[2, 7], false],
      [[0, 7], true],
      [[2, 7], false],
    ],
    [[[4, 7], false]],
  ]);
  expect(runs).toEqual([3]);
});

it('gives the graph an empty bag for a word that has no row, and calls it unknown', async () => {
  const { vectors } = testVectors(wordEncoder(['<other>', 'to'], { other: false }));
  const [found] = await vectors.of([tokens('to', 'x')]);
  expect(found).toEqual([
    { vector: Float32Array.of(1, 7), unknown: false },
    { vector: Float32Array.of(-1, 7), unknown: true },
  ]);
});

it('remembers tokens, but no long ones', async () => {
  const { runs, vectors } = testVectors();
  const long = 'y'.repeat(41);
  const first = await vectors.of([tokens('to', long)]);
  const again = await vectors.of([tokens('to', long)]);
  expect(again).toEqual(first);
  expect(runs).toEqual([2, 2]);
});

it('forgets what has not been seen for long, and keeps what has', async () => {
  const { runs, vectors } = testVectors();
  await vectors.of([tokens('old', 'used')]);
  for (let i = 0; i < 9000; i += 500) {
    await vectors.of([tokens('used', ...Array.from({ length: 500 }, (_, k) => `w${i + k}`))]);
  }
  runs.length = 0;
  await vectors.of([tokens('used')]);
  expect(runs).toEqual([]);
  await vectors.of([tokens('old')]);
  expect(runs).toEqual([2]);
});

it('answers more new tokens at once than it remembers', async () => {
  const { vectors } = testVectors();
  const many = tokens(...Array.from({ length: 10_000 }, (_, k) => `w${k}`));
  const [found] = await vectors.of([many]);
  expect(found!.map(({ vector }) => vector[0])).toEqual(many.map(({ text }) => text.length));
});

const models = fileURLToPath(new URL('../../../models', import.meta.url));

it.each(['booking', 'atis'])('gives a token the same bits whichever others are new, in %s', async (name) => {
  const { manifest, tokens: model, words } = await loadPackage(join(models, name));
  const session = await openSession(model);
  const width = session.outputs[0]!.dims[2] as number;
  const encoders = buildEncoders(manifest.encoders, words);
  const random = randomSource('token vectors');
  const letters = [...'abcdefghijklmnopqrstuvwxyzABCD0123456789é台'];
  const invented = Array.from({ length: 150 }, () =>
    Array.from({ length: 1 + random.integer(40) }, () => random.pick(letters)).join(''),
  );
  const all = tokens('to', 'Taipei', 'November', '2', 'nd', '?', ...invented);
  const bitsOf = async (group: readonly Token[]): Promise<string[]> => {
    const [vectors] = await new TokenVectors(session, encoders, width).of([group]);
    return vectors!.map(({ vector }) => Buffer.from(vector.buffer).toString('hex'));
  };
  const alone = new Map<string, string>();
  for (const token of all) alone.set(token.text, (await bitsOf([token]))[0]!);
  for (let group = 0; group < 150; group++) {
    const chosen = Array.from({ length: 1 + random.integer(group < 100 ? 9 : 120) }, () => random.pick(all));
    expect(await bitsOf(chosen)).toEqual(chosen.map(({ text }) => alone.get(text)));
  }
  await session.close();
});
