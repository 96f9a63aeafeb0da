import { longestSeconds } from '../../audio/longest.ts';
import { heardRate } from '../../audio/read-audio.ts';
import type { SpeechRequest } from './request.ts';

/** Steps of the network that a second takes, as many as a batch counts tokens. */
const stepsPerSecond = 34;

/**
 * How many steps a recording takes at most, without decoding it, so that a batch is never more work than it seems. Opening a file is
 * work as well, about a second's, which bounds how many are in a batch.
 */
export function estimateSteps({ audio, limits }: Pick<SpeechRequest, 'audio' | 'limits'>): number {
  const seconds =
    audio instanceof Int16Array ? audio.length / heardRate : longestSeconds(audio, limits.seconds);
  return Math.ceil(Math.max(1, seconds) * stepsPerSecond);
}
