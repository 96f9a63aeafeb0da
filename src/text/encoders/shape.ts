import type { TokenEncoder } from './encoder.ts';

/** The shapes that a token's text can have; a shape's row is its place here. */
export const shapes = [
  'lower',
  'upper',
  'title',
  'mixed',
  'caseless',
  'han',
  'digits-1',
  'digits-2',
  'digits-3',
  'digits-4',
  'digits-5+',
  'clitic',
  'punctuation',
  'symbol',
] as const;

/** One of `shapes`: `caseless` is letters without case other than Han, `symbol` is also every emoji. */
export type Shape = (typeof shapes)[number];

/** The first pattern that a text matches gives its shape. */
const patterns: readonly (readonly [Shape, RegExp])[] = [
  ['clitic', /^['’]\p{L}/u],
  ['digits-1', /^\p{Nd}$/u],
  ['digits-2', /^\p{Nd}{2}$/u],
  ['digits-3', /^\p{Nd}{3}$/u],
  ['digits-4', /^\p{Nd}{4}$/u],
  ['digits-5+', /^\p{Nd}{5}/u],
  ['han', /^\p{Script=Han}/u],
  ['title', /^[\p{Lu}\p{Lt}](?=.*\p{Ll})\P{Lu}*$/su],
  ['mixed', /^(?=.*\p{Lu})(?=.*\p{Ll})/su],
  ['upper', /[\p{Lu}\p{Lt}]/u],
  ['lower', /\p{Ll}/u],
  ['caseless', /^\p{L}/u],
  ['punctuation', /^\p{P}/u],
];

/** The shape of one token's text. */
export function shapeOf(text: string): Shape {
  return patterns.find(([, pattern]) => pattern.test(text))?.[0] ?? 'symbol';
}

/** The row of the token's shape: what its letters' case and its digits tell, before any word is known. */
export function shapeEncoder(): TokenEncoder {
  return {
    rows: shapes.length,
    width: 1,
    encode: ({ text }) => [shapes.indexOf(shapeOf(text))],
  };
}
