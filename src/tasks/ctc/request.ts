import type { CtcAlphabet } from '../../decoding/ctc/alphabet.ts';
import type { CtcHotword } from '../../decoding/ctc/hotwords.ts';
import type { LanguageModelOptions } from '../../decoding/ctc/language-model.ts';
import type { CtcMatrix } from '../../decoding/ctc/matrix.ts';
import type { SearchOptions } from '../../decoding/ctc/options.ts';

/** Ways to decode. */
export const methods = ['beam', 'greedy', 'naive'] as const;

/** One of `methods`. */
export type DecodeMethod = (typeof methods)[number];

/** A language model of the service, by its name. */
export type NamedLanguageModel = Omit<LanguageModelOptions, 'model'> & { readonly name: string };

/** Matrices to be decoded in one way; plain data, which passes between threads. */
export interface DecodeRequest {
  readonly matrices: readonly CtcMatrix[];
  /** Whether the answer is a list. */
  readonly isList: boolean;
  readonly alphabet: CtcAlphabet;
  readonly method: DecodeMethod;
  readonly search: Partial<SearchOptions>;
  readonly languageModel?: NamedLanguageModel | undefined;
  readonly lexicon?: readonly string[] | undefined;
  readonly hotwords?: readonly CtcHotword[] | undefined;
}
