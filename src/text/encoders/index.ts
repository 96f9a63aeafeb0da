import { remembering, type TokenEncoder } from './encoder.ts';
import type { EncodersConfig } from './schema.ts';
import { shapeEncoder } from './shape.ts';
import { trigramEncoder } from './trigram.ts';
import { vectorEncoder } from './vector.ts';
import { wordEncoder } from './word.ts';

export type { TokenEncoder } from './encoder.ts';

/** The encoders in the order in which a network joins their vectors; also the names of the graph's inputs. */
export const encoderNames = ['word', 'trigram', 'shape', 'vector'] as const;

/** One of `encoderNames`. */
export type EncoderName = (typeof encoderNames)[number];

/** The lists of words that encoders look tokens up in. */
export interface EncoderWords {
  /** Made by `buildVocabulary`; needed by `word`. */
  readonly vocabulary?: readonly string[];
  /** The words that have published vectors, in the order of their rows from row 1; needed by `vector`. */
  readonly vectorWords?: readonly string[];
}

const builders: Record<EncoderName, (config: EncodersConfig, words: EncoderWords) => TokenEncoder> = {
  word: ({ word }, { vocabulary }) => wordEncoder(needed(vocabulary, 'word', 'vocabulary'), word),
  trigram: ({ trigram }) => trigramEncoder(trigram!.buckets),
  shape: () => shapeEncoder(),
  vector: (_, { vectorWords }) => vectorEncoder(needed(vectorWords, 'vector', 'vectorWords')),
};

/**
 * Builds the configured encoders, in the order of `encoderNames`; they remember the bags of recent tokens, unless whoever
 * asks does so better.
 */
export function buildEncoders(
  config: EncodersConfig,
  words: EncoderWords = {},
  { remember = true } = {},
): { readonly name: EncoderName; readonly encoder: TokenEncoder }[] {
  return encoderNames
    .filter((name) => config[name] !== undefined)
    .map((name) => {
      const encoder = builders[name](config, words);
      return { name, encoder: remember ? remembering(encoder) : encoder };
    });
}

function needed<T>(value: T | undefined, name: EncoderName, field: keyof EncoderWords): T {
  if (value === undefined) {
    throw new Error(`the ${name} encoder needs ${field}`);
  }
  return value;
}
