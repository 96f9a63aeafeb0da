import { cutShare, type DividedTexts, divide, withoutRepeats } from '../divide.ts';
import type { ReadOptions } from '../error.ts';
import { namesOf, type PartName, partFiles } from '../parts.ts';
import { type Source, sha256OfSources } from '../source.ts';
import type { DataPlan } from './plan.ts';
import { classifiedEndings, readClassified } from './read.ts';
import type { ClassifiedText, LabelNames } from './text.ts';

/** The parts of a data set of classified texts. */
export interface ClassifiedSplits extends DividedTexts<ClassifiedText> {
  /** No text of dev or test is among them, whatever its case and punctuation, nor any twice with the same label. */
  readonly train: readonly ClassifiedText[];
  /** Whether dev is no part of the data but cut from train by hash. */
  readonly devCutFromTrain: boolean;
  /** Names of the files that were read, relative to the folder, in the order of `sha256`. */
  readonly files: readonly string[];
  /** Of the files as stored, one after another in order: what `cat FILES | sha256sum` prints. */
  readonly sha256: string;
}

/** Reads the parts of a data folder as `plan` says, or one file as train alone. Throws a CorpusError. */
export function readClassifiedSplits(
  path: string,
  plan: DataPlan,
  options: ReadOptions = {},
): ClassifiedSplits {
  const own: { readonly labels: LabelNames; readonly dev: number } = { labels: plan.labels, dev: 0 };
  const files = partFiles(path, plan, { own, endings: classifiedEndings });
  const sources: Source[] = [];
  const setApart: ClassifiedText[] = [];
  const read = (part: PartName): ClassifiedText[] | undefined => {
    const phrases = plan.phrases && part === 'train';
    return files[part]?.flatMap(({ file, labels, dev: share }) => {
      const { texts, source } = readClassified(file, { ...options, labels, phrases });
      sources.push(source);
      const { apart, others } = cutShare(texts, share);
      setApart.push(...apart);
      return others;
    });
  };
  const train = read('train')!;
  const [dev, test] = [read('dev'), read('test')];
  const divided = divide(train, { dev, test }, plan.split);
  const parts = { ...divided, dev: [...divided.dev, ...setApart] };
  return {
    ...parts,
    train: withoutRepeats(parts, ({ text, label }) => `${label}\n${text}`),
    devCutFromTrain: dev === undefined,
    files: namesOf(path, sources),
    sha256: sha256OfSources(sources),
  };
}
