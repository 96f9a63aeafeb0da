import type { z } from 'zod';
import type { WordVectors } from '../../corpus/vectors.ts';
import { packageFiles } from '../../package/files.ts';
import type { EncoderWords } from '../../text/encoders/index.ts';
import { tokenizerName } from '../../text/tokenizer.ts';
import type { Checkpoint } from '../../training/checkpoint.ts';
import type { ModelRecipe, TokenRecipe } from './recipe.ts';

/** What the setups of all tasks that read tokens have. */
interface TokenSetup {
  readonly recipe: TokenRecipe;
  readonly words: EncoderWords;
}

/** The files of labelled data, and what they are known by. */
interface DataFiles {
  readonly files: readonly string[];
  readonly sha256: string;
}

/** A training that has ended, with all that its package is made from. */
export interface FinishedTraining<
  Setup extends { readonly recipe: ModelRecipe } = { readonly recipe: ModelRecipe },
  Splits extends DataFiles = DataFiles,
> {
  readonly setup: Setup;
  readonly checkpoint: Checkpoint;
  readonly splits: Splits;
  /** Names the data set in the manifest. */
  readonly dataName: string;
  readonly workers: number;
}

/** The same of a task that reads tokens. */
export interface Finished<Setup extends TokenSetup = TokenSetup, Splits extends DataFiles = DataFiles>
  extends FinishedTraining<Setup, Splits> {
  readonly vectors?: WordVectors | undefined;
}

/** The graphs of a package: of tokens, and of their sentence or text. */
export const graphFiles = { tokens: 'tokens.onnx', model: 'model.onnx' } as const;

/** The files of the words that a package's encoders know. */
export function wordFiles({ vocabulary, vectorWords }: EncoderWords): Record<string, string> {
  return {
    ...(vocabulary && { [packageFiles.vocabulary]: listFile(vocabulary) }),
    ...(vectorWords && { [packageFiles.vectorWords]: listFile(vectorWords) }),
  };
}

/** A list of a package, such as its words, as a file. */
export function listFile(list: readonly string[]): string {
  return `${JSON.stringify(list)}\n`;
}

/** What a task counts: numbers that were trained, and what it wants recorded of what it learned from. */
interface Learned<Of> {
  readonly parameters: number;
  readonly from: Of;
}

/** What the manifests of all tasks that read tokens say of a training. */
export function manifestOfTraining<Of extends object>(finished: Finished, learned: Learned<Of>) {
  const { setup, vectors } = finished;
  const { encoders, tokenizer = tokenizerName } = setup.recipe;
  const { training, ...described } = describeTraining(finished, learned);
  const wordVectors = vectors && {
    name: 'word vectors',
    license: setup.recipe.vectors.license,
    sha256: vectors.sha256,
  };
  const dataSet = [...training.dataSet, ...(wordVectors ? [wordVectors] : [])];
  return { ...described, tokenizer, encoders, training: { ...training, dataSet } };
}

/** What the manifests of all tasks say of a training. */
export function describeTraining<Of extends object>(
  { setup: { recipe }, checkpoint, splits, dataName, workers }: FinishedTraining,
  { parameters, from }: Learned<Of>,
) {
  const { position } = checkpoint;
  const { name, version, language, license, dataLicense } = recipe;
  return {
    ...{ name, version, language, license },
    architecture: { ...plain(recipe.network), parameters },
    training: {
      seed: recipe.training.seed,
      recipe: plain(recipe),
      dataSet: [{ name: dataName, license: dataLicense, sha256: splits.sha256 }],
      ...from,
      epochs: position.history.epochs.length,
      bestEpoch: position.bestEpoch + 1,
      workers,
    },
  };
}

/** As JSON has it: without fields that are undefined. */
function plain(value: object): Record<string, z.core.util.JSONType> {
  return JSON.parse(JSON.stringify(value));
}
