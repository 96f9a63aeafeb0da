import { existsSync } from 'node:fs';
import { CorpusError } from '../error.ts';
import { readSource, type Source } from '../source.ts';
import { readCsv } from './csv.ts';
import { readJsonl } from './jsonl.ts';
import type { ClassifiedOptions, ClassifiedText } from './text.ts';
import { readTrees } from './trees.ts';
import { readTsv } from './tsv.ts';

type Reader = (source: Source, options: ClassifiedOptions) => ClassifiedText[];

/** By the ending of a file's name, behind which it may be packed. */
const readers: Readonly<Record<string, Reader>> = {
  jsonl: readJsonl,
  tsv: readTsv,
  csv: readCsv,
  txt: readTrees,
};

/** The endings of the files that can be read, packed ones too. */
export const classifiedEndings = Object.keys(readers).flatMap((ending) =>
  ['', '.gz', '.br'].map((packing) => ending + packing),
);

/** Reads classified texts: `.jsonl`, `.tsv`, `.csv` or trees (`.txt`), each also `.gz` or `.br`. Throws a CorpusError. */
export function readClassified(
  file: string,
  options: ClassifiedOptions,
): { readonly texts: ClassifiedText[]; readonly source: Source } {
  const ending = /\.([a-z]+)(?:\.gz|\.br)?$/u.exec(file)?.[1] ?? '';
  const read = Object.hasOwn(readers, ending) ? readers[ending] : undefined;
  if (!read || !existsSync(file)) {
    throw new CorpusError(file, undefined, {
      problem: existsSync(file) ? 'is not of a known format' : 'does not exist',
      remedy: 'Give a .jsonl, .tsv or .csv file or trees as .txt, each also packed as .gz or .br',
    });
  }
  const source = readSource(file);
  return { texts: read(source, options), source };
}
