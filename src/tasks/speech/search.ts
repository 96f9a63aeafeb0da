import { type CtcAlphabet, CtcBeamDecoder, type NgramModel } from '../../decoding/ctc/index.ts';
import type { Decode } from './evaluate.ts';

/** How texts are searched for. */
export interface SearchSettings {
  readonly beamWidth: number;
  /** Weight of the language model. */
  readonly alpha: number;
  /** What each word adds. */
  readonly beta: number;
}

/** What is known of texts before they are heard. */
export interface SearchKnowledge {
  readonly languageModel?: NgramModel | undefined;
  /** The words that a text may be made of. */
  readonly lexicon?: readonly string[] | undefined;
}

/** A search for the likeliest text by what is known of texts. */
export function searchWith(
  alphabet: CtcAlphabet,
  { beamWidth, alpha, beta }: SearchSettings,
  { languageModel: model, lexicon }: SearchKnowledge = {},
): Decode {
  const decoder = new CtcBeamDecoder(alphabet, {
    beamWidth,
    lexicon,
    ...(model && { languageModel: { model, alpha, beta } }),
  });
  return (matrix) => decoder.decode(matrix)[0]!.text;
}
