import type { WordVectors } from '../../corpus/vectors.ts';
import type { Combine } from '../../nn/embedding.ts';
import { buildEncoders, type EncoderName, type EncoderWords } from '../../text/encoders/index.ts';
import type { EncodersConfig } from '../../text/encoders/schema.ts';
import { type Token, tokenize } from '../../text/tokenizer.ts';
import { buildVocabulary } from '../../text/vocabulary.ts';
import type { TokenInput } from './network.ts';

/** The lists of words of a recipe's encoders: the vocabulary is learned from the training part alone. */
export function learnWords(
  encoders: EncodersConfig,
  texts: readonly { readonly text: string }[],
  vectors: WordVectors | undefined,
  split: (text: string) => Token[] = tokenize,
): EncoderWords {
  return {
    ...(encoders.word && {
      vocabulary: learnVocabulary(
        texts.flatMap(({ text }) => split(text)),
        encoders.word.minCount,
      ),
    }),
    ...(vectors && { vectorWords: vectors.words }),
  };
}

function learnVocabulary(tokens: readonly Token[], minCount: number): string[] {
  return buildVocabulary(
    tokens.map(({ text }) => text),
    { minCount },
  );
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
