import { AudioError } from '../../audio/error.ts';
import { extractFeatures, type Features } from '../../audio/features/extract.ts';
import { frameSeconds } from '../../audio/features/settings.ts';
import { heardRate, readAudio } from '../../audio/read-audio.ts';
import type { SpeechManifest } from '../../package/manifest.ts';
import type { SpeechPackage } from '../../package/parse.ts';
import { type BatchResult, countsPerAnswer, putCounts } from '../../runtime/pool/work.ts';
import { Laps } from '../tokens/laps.ts';
import { type AcousticModel, startAcoustic } from './acoustic-model.ts';
import { type DecodingSetup, decodeSpeech, readLanguageModel } from './decode.ts';
import { letterFrames } from './letter-frames.ts';
import type { SpeechRequest } from './request.ts';
import { type SpeechAnswer, toTranscript, type Unheard } from './transcript.ts';

/** A loaded speech model: the way in which workers and the command line ask it. */
export interface SpeechModel {
  readonly manifest: SpeechManifest;
  /** What is said in each recording: the JSON of a `SpeechAnswer`. */
  answer(requests: readonly SpeechRequest[]): Promise<BatchResult>;
  close(): Promise<void>;
}

/** A model from a parsed package, its golden cases replayed; throws a PackageError. */
export async function startSpeech(source: SpeechPackage): Promise<SpeechModel> {
  const languageModel = readLanguageModel(source);
  const acoustic = await startAcoustic(source);
  const { manifest } = acoustic;
  return {
    manifest,
    answer: (requests) => answerRecordings(acoustic, { manifest, languageModel }, requests),
    close: () => acoustic.close(),
  };
}

/** A recording that could be heard. */
interface HeardSound {
  readonly features: Features;
  readonly seconds: number;
}

async function answerRecordings(
  acoustic: AcousticModel,
  setup: DecodingSetup,
  requests: readonly SpeechRequest[],
): Promise<BatchResult> {
  const laps = new Laps();
  const settings = setup.manifest.features;
  const sounds: (HeardSound | Unheard)[] = [];
  for (const request of requests) sounds.push(await hearSound(request, settings));
  const heard = sounds.filter((sound) => 'features' in sound);
  laps.end('encode');
  const matrices = await acoustic.logProbs(heard.map(({ features }) => features));
  laps.end('run');
  const counts = new Array<number>(requests.length * countsPerAnswer).fill(0);
  let next = 0;
  const bodies = sounds.map((sound, index): string => {
    if (!('features' in sound)) return JSON.stringify({ unheard: sound } satisfies SpeechAnswer);
    const { decoding, letters } = requests[index]!;
    const matrix = matrices[next++]!;
    const transcript = toTranscript(decodeSpeech(matrix, setup, decoding), settings, sound.seconds);
    putCounts(counts, index, { tokens: transcript.words.length, unknown: 0, slots: 0, unsure: 0 });
    const frames = letters && letterFrames(matrix, setup.manifest.alphabet, frameSeconds(settings));
    return JSON.stringify({ heard: { ...transcript, ...(frames && { frames }) } } satisfies SpeechAnswer);
  });
  laps.end('decode');
  return { bodies, counts, ...laps.durations };
}

async function hearSound(
  { audio, limits }: SpeechRequest,
  settings: SpeechManifest['features'],
): Promise<HeardSound | Unheard> {
  if (audio instanceof Int16Array) {
    return { features: extractFeatures(audio, settings), seconds: audio.length / heardRate };
  }
  try {
    // Decoders read texts in a file by what takes no memory that threads share.
    const { samples, seconds } = await readAudio(audio.slice(), limits);
    return { features: extractFeatures(samples, settings), seconds };
  } catch (error) {
    if (!(error instanceof AudioError)) throw error;
    return { problem: error.problem, message: error.message };
  }
}
