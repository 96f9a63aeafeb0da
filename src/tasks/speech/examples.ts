import { type FeatureSettings, frameCount } from '../../audio/features/settings.ts';
import type { PlannedUtterance } from '../../corpus/speech/splits.ts';
import type { CtcAlphabet } from '../../decoding/ctc/index.ts';
import { framesNeeded } from '../../nn/ctc-targets.ts';
import { encodeText } from './alphabet.ts';

/** An utterance as a network learns it. */
export interface Example {
  readonly id: string;
  readonly text: string;
  readonly source: string;
  readonly speaker?: string | undefined;
  /** 16 kHz, mono, in memory that threads share. */
  readonly samples: Int16Array;
  /** Its symbols. */
  readonly target: readonly number[];
  readonly frames: number;
}

/** Utterances that can be learned from, and how many cannot. */
export interface Examples {
  /** An utterance stands here as often as an epoch has it. */
  readonly examples: readonly Example[];
  /** With letters that the alphabet lacks. */
  readonly foreign: number;
  /** Of which no alignment gives the target: more letters than frames. */
  readonly tooShort: number;
  readonly tooLong: number;
}

/** What utterances are made into, and from what. */
export interface ExampleSettings {
  readonly alphabet: CtcAlphabet;
  readonly features: FeatureSettings;
  readonly maxSeconds: number;
}

/** Encodes what is said, and leaves out what cannot be learned. */
export function toExamples(
  utterances: readonly PlannedUtterance[],
  { alphabet, features, maxSeconds }: ExampleSettings,
): Examples {
  const counts = { foreign: 0, tooShort: 0, tooLong: 0 };
  const examples: Example[] = [];
  for (const { id, text, source, speaker, samples, repeat } of utterances) {
    const target = encodeText(text, alphabet);
    const frames = frameCount(samples.length, features);
    const fault = faultOf(target, frames, samples.length / features.sampleRate > maxSeconds);
    if (fault) counts[fault] += 1;
    else {
      const example = { id, text, source, speaker, samples, target: target!, frames };
      for (let time = 0; time < repeat; time++) examples.push(example);
    }
  }
  return { examples, ...counts };
}

function faultOf(target: readonly number[] | undefined, frames: number, isLong: boolean) {
  if (target === undefined) return 'foreign';
  if (framesNeeded(target) > frames) return 'tooShort';
  return isLong ? 'tooLong' : undefined;
}
