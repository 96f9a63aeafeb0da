import { expect, it } from 'vitest';
import { slugOf } from '../../src/compare/slug.ts';

it.each([
  ['Elman, bidirectional', 'elman-bidirectional'],
  ['GRU (reset after)', 'gru-reset-after'],
  ['  1-of-N: with “other” ', '1-of-n-with-other'],
  ['Schöne Überraschung', 'schone-uberraschung'],
  ['../../etc', 'etc'],
  ['双向', ''],
])('makes a folder name of %j', (name, slug) => {
  expect(slugOf(name)).toBe(slug);
});
