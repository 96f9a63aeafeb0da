import type { AudioProblem } from '../audio/error.ts';
import { type ProblemCode, SlotlineError } from '../errors.ts';
import type { SpeechAnswer, Transcript } from '../tasks/speech/transcript.ts';

/** What it means to a client that a recording could not be heard. */
const codes: Readonly<Record<AudioProblem, ProblemCode>> = {
  unknown_format: 'unsupported_audio',
  unsupported: 'unsupported_audio',
  broken: 'broken_audio',
  empty: 'empty_audio',
  silent: 'empty_audio',
  too_long: 'audio_too_long',
  too_large: 'audio_too_long',
};

/** How requests with a recording can fail. */
export const audioFailures = [...new Set(Object.values(codes))];

/** Reads what a worker said of a recording; throws a SlotlineError if it could not be heard. */
export function heardOf(body: string): Transcript {
  const answer: SpeechAnswer = JSON.parse(body);
  if ('heard' in answer) return answer.heard;
  const { problem, message } = answer.unheard;
  throw new SlotlineError(codes[problem], message);
}
