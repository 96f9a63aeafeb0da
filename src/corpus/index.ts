import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { readColumns } from './columns.ts';
import { CorpusError, type ReadOptions } from './error.ts';
import { readJsonl } from './jsonl.ts';
import { readPairs } from './pairs.ts';
import { theOnly } from './parts.ts';
import type { LabelledSentence } from './sentence.ts';
import { readSource, type Source } from './source.ts';

export { CorpusError, type ReadOptions } from './error.ts';
export type { LabelledSentence, Place } from './sentence.ts';

/** What was read from one place, and the files that it came from. */
export interface Part {
  readonly sentences: LabelledSentence[];
  readonly sources: readonly Source[];
}

const columnsName = /\.(?:iob|conll|txt|tsv)(?:\.gz)?$/u;
const jsonlName = /\.jsonl(?:\.gz)?$/u;
const endings = ['jsonl', 'iob', 'conll', 'txt', 'tsv'].flatMap((ending) => [`.${ending}`, `.${ending}.gz`]);

/**
 * Reads labelled sentences from a `.jsonl` file, a file of IOB columns (`.iob`, `.conll`, `.txt`, `.tsv`),
 * either also with `.gz`, or a folder with `seq.in` and `seq.out`. With `split`, from that part of a data
 * folder. Throws a CorpusError.
 */
export function readLabelled(
  path: string,
  options: ReadOptions & { readonly split?: string } = {},
): LabelledSentence[] {
  const { split } = options;
  if (split === undefined) {
    return readPart(path, options).sentences;
  }
  const found = findPart(path, [split]);
  if (found === undefined) {
    throw new CorpusError(path, undefined, {
      problem: `has no part '${split}'`,
      remedy: `Add ${split}.jsonl, ${split}.iob or a folder ${split} with seq.in and seq.out`,
    });
  }
  return readPart(found, options).sentences;
}

/** Reads one file or one folder of `seq.in` and `seq.out`, in the format that its name tells. */
export function readPart(path: string, options: ReadOptions = {}): Part {
  if (isPairs(path)) {
    const [words, labels] = [readSource(join(path, 'seq.in')), readSource(join(path, 'seq.out'))];
    return { sentences: readPairs(words, labels, options), sources: [words, labels] };
  }
  const read = jsonlName.test(path) ? readJsonl : columnsName.test(path) ? readColumns : undefined;
  if (read === undefined || statSync(path, { throwIfNoEntry: false })?.isDirectory()) {
    throw new CorpusError(path, undefined, {
      problem: existsSync(path) ? 'is not labelled data in a known format' : 'does not exist',
      remedy:
        'Give a .jsonl file, a file of columns (.iob, .conll, .txt, .tsv) or a folder with seq.in and seq.out',
    });
  }
  const source = readSource(path);
  return { sentences: read(source, options), sources: [source] };
}

/** The path of the part of a data folder that has one of these names, if there is one. */
export function findPart(folder: string, names: readonly string[]): string | undefined {
  const candidates = names.flatMap((name) => endings.map((ending) => join(folder, `${name}${ending}`)));
  const found = candidates.filter((path) => existsSync(path));
  found.push(...names.map((name) => join(folder, name)).filter(isPairs));
  return theOnly(folder, found);
}

function isPairs(path: string): boolean {
  return existsSync(join(path, 'seq.in'));
}
