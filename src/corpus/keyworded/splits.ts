import type { ReadOptions } from '../error.ts';
import { partFiles } from '../parts.ts';
import { type ReadParts, readParts } from '../read-parts.ts';
import type { KeywordPlan } from './plan.ts';
import { keywordedEndings, readKeyworded } from './read.ts';
import type { KeywordedText } from './text.ts';

/** The parts of a data set of texts with keywords: no text of dev or test is in train, nor any twice. */
export type KeywordedSplits = ReadParts<KeywordedText>;

/** Reads the parts of a data folder as `plan` says, or one file as train alone. Throws a CorpusError. */
export function readKeywordedSplits(
  path: string,
  plan: KeywordPlan,
  options: ReadOptions = {},
): KeywordedSplits {
  const own = { field: plan.field, dev: 0 };
  return readParts(path, partFiles(path, plan, { own, endings: keywordedEndings }), {
    split: plan.split,
    read: ({ file, field }) => readKeyworded(file, { ...options, field }),
    // A text that comes again with other phrases would tell the network two things.
    keyOf: ({ text }) => text,
  });
}
