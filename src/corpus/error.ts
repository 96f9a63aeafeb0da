/** What is wrong with a piece of labelled data, and what the person who holds it can do. */
export interface Problem {
  readonly field?: string | undefined;
  readonly problem: string;
  readonly remedy: string;
}

/** Labelled data that cannot be read; the message names file, line, field and remedy. */
export class CorpusError extends Error {
  override readonly name = 'CorpusError';
  readonly file: string;
  /** 1-based; undefined when the file as a whole is wrong. */
  readonly line: number | undefined;
  readonly field: string | undefined;
  readonly problem: string;
  readonly remedy: string;

  constructor(file: string, line: number | undefined, { field, problem, remedy }: Problem) {
    const place = line === undefined ? file : `${file}:${line}`;
    super(`${place}: ${field === undefined ? '' : `${field}: `}${problem}. ${remedy}.`);
    this.file = file;
    this.line = line;
    this.field = field;
    this.problem = problem;
    this.remedy = remedy;
  }
}

/** What to do with a broken line: the readers throw, unless `onError` is given, which lets them go on. */
export interface ReadOptions {
  readonly onError?: ((error: CorpusError) => void) | undefined;
}

/** Throws the error, or hands it to `onError`. */
export function report(error: CorpusError, { onError }: ReadOptions): void {
  if (onError === undefined) {
    throw error;
  }
  onError(error);
}
