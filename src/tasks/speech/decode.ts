import {
  ArpaError,
  CtcBeamDecoder,
  type CtcHypothesis,
  type CtcMatrix,
  decodeGreedy,
  languageModelDefaults,
  type NgramModel,
  readArpa,
} from '../../decoding/ctc/index.ts';
import { PackageError } from '../../package/error.ts';
import type { SpeechManifest } from '../../package/manifest.ts';
import type { SpeechPackage } from '../../package/parse.ts';
import type { Decoding } from './request.ts';

/** What a package brings to decoding. */
export interface DecodingSetup {
  readonly manifest: Pick<SpeechManifest, 'alphabet' | 'decoding' | 'features'>;
  readonly languageModel?: NgramModel | undefined;
}

/** Beam width where hotwords, alternatives, a lexicon or a language model are asked for and nobody says how wide. */
const ownBeam = 32;

/** The readings of what the network says of one recording, the best first, at least one. */
export function decodeSpeech(
  matrix: CtcMatrix,
  { manifest, languageModel }: DecodingSetup,
  asked: Decoding = {},
): CtcHypothesis[] {
  const { alphabet, decoding } = manifest;
  const { hotwords = [], alternatives = 1, lexicon } = asked;
  const model = asked.languageModel === false ? undefined : languageModel;
  const plain = !(model || lexicon) && hotwords.length === 0 && alternatives === 1;
  const beamWidth = asked.beamWidth ?? decoding?.beamWidth ?? (plain ? 1 : ownBeam);
  if (plain && beamWidth === 1) return [decodeGreedy(matrix, alphabet)];
  const alpha = asked.alpha ?? decoding?.alpha ?? languageModelDefaults.alpha;
  const beta = asked.beta ?? decoding?.beta ?? languageModelDefaults.beta;
  const unknownScore = asked.unknownScore ?? decoding?.unknownScore ?? languageModelDefaults.unknownScore;
  const decoder = new CtcBeamDecoder(alphabet, {
    // A beam that is narrower than the list could not fill it.
    beamWidth: Math.max(beamWidth, alternatives),
    alternatives,
    lexicon,
    ...(hotwords.length > 0 && { hotwords }),
    ...(model && { languageModel: { model, alpha, beta, unknownScore } }),
  });
  return decoder.decode(matrix);
}

/** The language model of a package, if it has one; throws a PackageError for one that cannot be read. */
export function readLanguageModel({
  folder,
  manifest,
  languageModel,
}: SpeechPackage): NgramModel | undefined {
  if (languageModel === undefined) return undefined;
  try {
    return readArpa(languageModel);
  } catch (error) {
    if (!(error instanceof ArpaError)) throw error;
    throw new PackageError({ folder, file: manifest.decoding!.languageModel!.file }, error.message);
  }
}

/** How what the network says becomes a text. */
export type Decode = (matrix: CtcMatrix) => string;

/** What a package is searched with instead of what it asks for. */
export type OtherSearch = Pick<DecodingSetup, 'languageModel'> & Pick<Decoding, 'lexicon'>;

/** The search that a package or `other` asks for; undefined for a model that is read by the best path. */
export function searchOf(source: SpeechPackage, other: OtherSearch = {}): Decode | undefined {
  const { manifest } = source;
  const { lexicon } = other;
  if (other.languageModel === undefined && lexicon === undefined && manifest.decoding === undefined) {
    return undefined;
  }
  const languageModel = other.languageModel ?? readLanguageModel(source);
  return (matrix) => decodeSpeech(matrix, { manifest, languageModel }, { lexicon })[0]!.text;
}
