import { cutShare, type DividedTexts, divide, type SplitShares, withoutRepeats } from './divide.ts';
import { namesOf, type PartFiles, type PartName } from './parts.ts';
import { type Source, sha256OfSources } from './source.ts';

/** The parts of a data set of texts, and the files that they came from. */
export interface ReadParts<Text> extends DividedTexts<Text> {
  /** Whether dev is no part of the data but cut from train by hash. */
  readonly devCutFromTrain: boolean;
  /** Names of the files that were read, relative to the folder, in the order of `sha256`. */
  readonly files: readonly string[];
  /** Of the files as stored, one after another in order: what `cat FILES | sha256sum` prints. */
  readonly sha256: string;
}

/** How the parts are read and divided. */
export interface ReadPartsOptions<Text, File> {
  readonly split: SplitShares;
  readonly read: (
    file: File & { readonly file: string },
    part: PartName,
  ) => { readonly texts: readonly Text[]; readonly source: Source };
  /** Of two texts to train on with one key the first is kept. */
  readonly keyOf: (text: Text) => string;
}

/** Reads the files of all parts of the data at `path`; `dev` of a file is the share that goes to dev. Throws a CorpusError. */
export function readParts<Text extends { readonly text: string }, File extends { readonly dev: number }>(
  path: string,
  files: PartFiles<File>,
  { split, read, keyOf }: ReadPartsOptions<Text, File>,
): ReadParts<Text> {
  const sources: Source[] = [];
  const setApart: Text[] = [];
  const readPart = (part: PartName): Text[] | undefined =>
    files[part]?.flatMap((file) => {
      const { texts, source } = read(file, part);
      sources.push(source);
      const { apart, others } = cutShare(texts, file.dev);
      setApart.push(...apart);
      return others;
    });
  const train = readPart('train')!;
  const [dev, test] = [readPart('dev'), readPart('test')];
  const divided = divide(train, { dev, test }, split);
  const parts = { ...divided, dev: [...divided.dev, ...setApart] };
  return {
    ...parts,
    train: withoutRepeats(parts, keyOf),
    devCutFromTrain: dev === undefined,
    files: namesOf(path, sources),
    sha256: sha256OfSources(sources),
  };
}
