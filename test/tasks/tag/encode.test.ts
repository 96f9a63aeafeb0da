import { expect, it } from 'vitest';
import { encodeBatch, encodeVectors } from '../../../src/tasks/tag/encode.ts';
import type { TokenEncoder } from '../../../src/text/encoders/index.ts';
import { tokenize } from '../../../src/text/tokenizer.ts';

const lengthOf: TokenEncoder = { rows: 9, width: 1, encode: ({ text }) => [text.length] };
const letters: TokenEncoder = {
  rows: 128,
  width: 4,
  encode: ({ text }) => [...text].map((letter) => letter.charCodeAt(0) - 96),
};

it('lays rows out as [time, batch, width] and pads with -1', () => {
  const sentences = [{ tokens: tokenize('ab c') }, { tokens: tokenize('d'), requested: ['y', 'other'] }];
  const encoders = [
    { name: 'word', encoder: lengthOf },
    { name: 'trigram', encoder: letters },
  ];
  expect(encodeBatch(sentences, encoders, ['x', 'y'])).toEqual({
    word: { type: 'int32', dims: [2, 2, 1], data: Int32Array.of(2, 1, 1, -1) },
    trigram: { type: 'int32', dims: [2, 2, 2], data: Int32Array.of(1, 2, 4, -1, 3, -1, -1, -1) },
    lengths: { type: 'int32', dims: [2], data: Int32Array.of(2, 1) },
    requested: { type: 'float32', dims: [2, 2], data: Float32Array.of(0, 0, 0, 1) },
  });
});

it('leaves requested out for a model without it', () => {
  const feeds = encodeBatch([{ tokens: tokenize('a') }], [{ name: 'word', encoder: lengthOf }]);
  expect(Object.keys(feeds).sort()).toEqual(['lengths', 'word']);
});

it('lays vectors of tokens out as [time, batch, width] and pads with zeros', () => {
  const sentences = [{ tokens: tokenize('ab c') }, { tokens: tokenize('d'), requested: ['y'] }];
  const vectors = sentences.map(({ tokens }) =>
    tokens.map(({ text }) => ({ vector: Float32Array.of(text.length, 9) })),
  );
  expect(encodeVectors(sentences, vectors, ['x', 'y'])).toEqual({
    tokens: { type: 'float32', dims: [2, 2, 2], data: Float32Array.of(2, 9, 1, 9, 1, 9, 0, 0) },
    lengths: { type: 'int32', dims: [2], data: Int32Array.of(2, 1) },
    requested: { type: 'float32', dims: [2, 2], data: Float32Array.of(0, 0, 0, 1) },
  });
});
