import type { AudioProblem } from '../../audio/error.ts';
import { type FeatureSettings, frameSeconds } from '../../audio/features/settings.ts';
import type { CtcHypothesis } from '../../decoding/ctc/index.ts';

/** A word of a transcript. */
export interface SpokenWord {
  readonly word: string;
  /** Seconds from the beginning of the recording. */
  readonly start: number;
  readonly end: number;
  /** From 0 to 1: the geometric mean of its letters' highest probabilities. */
  readonly confidence: number;
}

/** What was heard in a recording. */
export interface Transcript {
  readonly text: string;
  readonly words: readonly SpokenWord[];
  /** The best readings, of different texts, the best first: `text` is the first. */
  readonly alternatives: readonly { readonly text: string; readonly score: number }[];
  /** Seconds of the recording. */
  readonly duration: number;
}

/** Why nothing was heard. */
export interface Unheard {
  readonly problem: AudioProblem;
  readonly message: string;
}

/** What a worker says of one recording. */
export type SpeechAnswer = { readonly heard: Transcript } | { readonly unheard: Unheard };

/** Readings, at least one and the best first, with frames as times. */
export function toTranscript(
  readings: readonly CtcHypothesis[],
  settings: FeatureSettings,
  duration: number,
): Transcript {
  const [best] = readings;
  const step = frameSeconds(settings);
  const seconds = (frame: number): number => rounded(Math.min(frame * step, duration), 3);
  return {
    text: best!.text,
    words: best!.words.map(({ word, start, end, confidence }) => ({
      word,
      start: seconds(start),
      end: seconds(end),
      confidence: Math.min(1, rounded(confidence, 6)),
    })),
    alternatives: readings.map(({ text, score }) => ({ text, score: rounded(score, 4) })),
    duration: rounded(duration, 3),
  };
}

function rounded(number: number, digits: number): number {
  // Never -0, which JSON cannot tell.
  return Math.round(number * 10 ** digits) / 10 ** digits + 0;
}
