import type { WordVectors } from '../../corpus/vectors.ts';
import type { Combine } from '../../nn/embedding.ts';
import { buildEncoders, type EncoderName, type EncoderWords } from '../../text/encoders/index.ts';
import type { EncodersConfig } from '../../text/encoders/schema.ts';
import { tokenize } from '../../text/tokenizer.ts';
import { buildVocabulary } from '../../text/vocabulary.ts';
import type { TokenInput } from './network.ts';

/** The lists of words of a recipe's encoders: the vocabulary is learned from the training part alone. */
export function learnWords(
  encoders: EncodersConfig,
  texts: readonly { readonly text: string }[],
  vectors: WordVectors | undefined,
): EncoderWords {
  return {
    ...(encoders.word && { vocabulary: learnVocabulary(texts, encoders.word.minCount) }),
    ...(vectors && { vectorWords: vectors.words }),
  };
}

function learnVocabulary(texts: readonly { readonly text: string }[], minCount: number): string[] {
  const tokens = texts.flatMap(({ text }) => tokenize(text).map((token) => token.text));
  return buildVocabulary(tokens, { minCount });
}

/** The inputs of a network whose tokens go through these encoders. */
export function tokenInputs(
  encoders: EncodersConfig,
  words: EncoderWords,
  vectors: WordVectors | undefined,
): TokenInput[] {
  return buildEncoders(encoders, words).map(({ name, encoder }): TokenInput => {
    if (name === 'vector') return { name, frozen: { ...vectors!, rows: encoder.rows } };
    const { dimension } = encoders[name]!;
    return { name, rows: encoder.rows, dimension, combine: combineOf(encoders, name) };
  });
}

function combineOf({ trigram }: EncodersConfig, name: EncoderName): Combine {
  return name === 'trigram' ? trigram!.combine : 'sum';
}
