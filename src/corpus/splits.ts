import { createHash } from 'node:crypto';
import {
  CorpusError,
  findPart,
  type LabelledSentence,
  type Part,
  type ReadOptions,
  readPart,
} from './index.ts';
import { isFile, namesOf, type PartName, partNames } from './parts.ts';
import { sha256OfSources } from './source.ts';

/** The parts of a data set. */
export interface Splits {
  readonly train: LabelledSentence[];
  readonly dev: LabelledSentence[];
  readonly test?: LabelledSentence[];
  /** Whether the data had no dev part, so that a tenth of train, chosen by hash of the text, was set apart. */
  readonly devCutFromTrain: boolean;
  /** Names of the files that were read, relative to the folder, in the order of `sha256`. */
  readonly files: string[];
  /** Of the files as stored, one after another in order: what `cat FILES | sha256sum` prints. */
  readonly sha256: string;
}

/**
 * Reads a data folder with parts `train`, `dev` (or `valid`, `validation`) and `test` in any known format, or
 * one file as train alone. Throws a CorpusError.
 */
export function readSplits(path: string, options: ReadOptions = {}): Splits {
  const alone = isFile(path);
  const read = (part: PartName): Part | undefined => {
    const found = alone ? undefined : findPart(path, partNames[part]);
    return found === undefined ? undefined : readPart(found, options);
  };
  const train = alone ? readPart(path, options) : read('train');
  if (train === undefined) {
    throw new CorpusError(path, undefined, {
      problem: 'has no training part',
      remedy: 'Add train.jsonl, train.iob or a folder train with seq.in and seq.out',
    });
  }
  const dev = read('dev');
  const test = read('test');
  const sources = [train, dev, test].flatMap((part) => part?.sources ?? []);
  return {
    ...(dev === undefined ? cutDev(train.sentences) : { train: train.sentences, dev: dev.sentences }),
    ...(test && { test: test.sentences }),
    devCutFromTrain: dev === undefined,
    files: namesOf(path, sources),
    sha256: sha256OfSources(sources),
  };
}

/**
 * Sets about a tenth of the sentences apart by hash of the text, so that the same text is never on both sides
 * and adding sentences moves no others. Of two texts and more, each side gets at least one.
 */
export function cutDev(sentences: readonly LabelledSentence[]): Pick<Splits, 'train' | 'dev'> {
  const hashes = sentences.map(({ text }) => createHash('sha256').update(text).digest().readUInt32BE());
  const distinct = [...new Set(hashes)].sort((a, b) => a - b);
  const atLeastOne = Math.max(0x1_0000_0000 / 10, (distinct[0] ?? 0) + 1);
  const limit = Math.min(atLeastOne, distinct.at(-1) ?? 0);
  const isDev = (index: number): boolean => hashes[index]! < limit;
  return {
    train: sentences.filter((_, index) => !isDev(index)),
    dev: sentences.filter((_, index) => isDev(index)),
  };
}
