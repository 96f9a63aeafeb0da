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

/** A search for the likeliest text, with a language model if there is one. */
export function searchWith(
  alphabet: CtcAlphabet,
  { beamWidth, alpha, beta }: SearchSettings,
  model?: NgramModel,
): Decode {
  const decoder = new CtcBeamDecoder(alphabet, {
    beamWidth,
    ...(model && { languageModel: { model, alpha, beta } }),
  });
  return (matrix) => decoder.decode(matrix)[0]!.text;
}
