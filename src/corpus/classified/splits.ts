import type { ReadOptions } from '../error.ts';
import { partFiles } from '../parts.ts';
import { type ReadParts, readParts } from '../read-parts.ts';
import type { DataPlan } from './plan.ts';
import { classifiedEndings, readClassified } from './read.ts';
import type { ClassifiedText, LabelNames } from './text.ts';

/** The parts of a data set of classified texts: no text of dev or test is in train, nor any twice with the same label. */
export type ClassifiedSplits = ReadParts<ClassifiedText>;

/** Reads the parts of a data folder as `plan` says, or one file as train alone. Throws a CorpusError. */
export function readClassifiedSplits(
  path: string,
  plan: DataPlan,
  options: ReadOptions = {},
): ClassifiedSplits {
  const own: { readonly labels: LabelNames; readonly dev: number } = { labels: plan.labels, dev: 0 };
  return readParts(path, partFiles(path, plan, { own, endings: classifiedEndings }), {
    split: plan.split,
    read: ({ file, labels }, part) =>
      readClassified(file, { ...options, labels, phrases: plan.phrases && part === 'train' }),
    keyOf: ({ text, label }) => `${label}\n${text}`,
  });
}
