/** Why audio cannot be read. */
export type AudioProblem = 'unknown_format' | 'unsupported' | 'broken' | 'empty' | 'too_long' | 'too_large';

/** Audio that cannot be read; the message says what is wrong with it and what to send instead. */
export class AudioError extends Error {
  override readonly name = 'AudioError';
  readonly problem: AudioProblem;

  constructor(problem: AudioProblem, message: string, cause?: unknown) {
    super(message, { cause });
    this.problem = problem;
  }
}
