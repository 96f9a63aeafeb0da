/** Why audio cannot be read. */
export type AudioProblem =
  | 'unknown_format'
  | 'unsupported'
  | 'broken'
  | 'empty'
  | 'silent'
  | 'too_long'
  | 'too_large';

/** Audio that cannot be read; the message says what is wrong with it and what to send instead. */
export class AudioError extends Error {
  override readonly name = 'AudioError';
  readonly problem: AudioProblem;

  constructor(problem: AudioProblem, message: string, cause?: unknown) {
    super(message, { cause });
    this.problem = problem;
  }
}

/** That a file of the named format cannot be decoded. */
export function broken(format: string, cause?: unknown): AudioError {
  return new AudioError(
    'broken',
    `The ${format} file is broken: send the whole file, or make it again`,
    cause,
  );
}
