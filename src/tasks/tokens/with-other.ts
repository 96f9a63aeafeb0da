import type { RandomSource } from '../../random.ts';
import type { EncodersConfig } from '../../text/encoders/schema.ts';
import type { NamedEncoder } from './encode.ts';

/** Encoders that turn a share of words into "other" at random, so that the vector of "other" is trained. */
export function withOther(
  encoders: readonly NamedEncoder[],
  { word }: EncodersConfig,
  random: RandomSource,
): NamedEncoder[] {
  const rate = word?.otherRate ?? 0;
  const other = [0];
  return encoders.map((named) => {
    if (named.name !== 'word') return named;
    const { encoder } = named;
    const encode: typeof encoder.encode = (token) => (random.next() < rate ? other : encoder.encode(token));
    return { ...named, encoder: { ...encoder, encode } };
  });
}
