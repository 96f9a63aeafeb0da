import { readBytes } from '../corpus/source.ts';
import { ArpaError, type NgramModel, readArpa } from '../decoding/ctc/index.ts';
import { CommandError } from './fail.ts';

/** Reads the file of a language model, and keeps its bytes; throws an error that names it. */
export function readLanguageModelFile(file: string): {
  readonly bytes: Uint8Array;
  readonly languageModel: NgramModel;
} {
  const bytes = readBytes(file);
  try {
    return { bytes, languageModel: readArpa(bytes) };
  } catch (error) {
    if (error instanceof ArpaError) throw new CommandError(`${file}: ${error.message}.`);
    throw error;
  }
}
