import { cutShare, type DividedTexts, divide, withoutRepeats } from '../divide.ts';
import type { ReadOptions } from '../error.ts';
import { namesOf, type PartName, partFiles } from '../parts.ts';
import { type Source, sha256OfSources } from '../source.ts';
import type { KeywordPlan } from './plan.ts';
import { keywordedEndings, readKeyworded } from './read.ts';
import type { KeywordedText } from './text.ts';

/** The parts of a data set of texts with keywords. */
export interface KeywordedSplits extends DividedTexts<KeywordedText> {
  /** No text of dev or test is among them, whatever its case and punctuation, nor any twice. */
  readonly train: readonly KeywordedText[];
  /** Whether dev is no part of the data but cut from train by hash. */
  readonly devCutFromTrain: boolean;
  /** Names of the files that were read, relative to the folder, in the order of `sha256`. */
  readonly files: readonly string[];
  /** Of the files as stored, one after another in order: what `cat FILES | sha256sum` prints. */
  readonly sha256: string;
}

/** Reads the parts of a data folder as `plan` says, or one file as train alone. Throws a CorpusError. */
export function readKeywordedSplits(
  path: string,
  plan: KeywordPlan,
  options: ReadOptions = {},
): KeywordedSplits {
  const own = { field: plan.field, dev: 0 };
  const files = partFiles(path, plan, { own, endings: keywordedEndings });
  const sources: Source[] = [];
  const setApart: KeywordedText[] = [];
  const read = (part: PartName): KeywordedText[] | undefined =>
    files[part]?.flatMap(({ file, field, dev: share }) => {
      const { texts, source } = readKeyworded(file, { ...options, field });
      sources.push(source);
      const { apart, others } = cutShare(texts, share);
      setApart.push(...apart);
      return [...others];
    });
  const train = read('train')!;
  const [dev, test] = [read('dev'), read('test')];
  const divided = divide(train, { dev, test }, plan.split);
  const parts = { ...divided, dev: [...divided.dev, ...setApart] };
  return {
    ...parts,
    // A text that comes again with other phrases would tell the network two things.
    train: withoutRepeats(parts, ({ text }) => text),
    devCutFromTrain: dev === undefined,
    files: namesOf(path, sources),
    sha256: sha256OfSources(sources),
  };
}
