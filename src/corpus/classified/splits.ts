import { createHash } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { CorpusError, type ReadOptions } from '../error.ts';
import { partNames } from '../index.ts';
import type { Source } from '../source.ts';
import type { DataPlan } from './plan.ts';
import { classifiedEndings, readClassified } from './read.ts';
import type { ClassifiedText, LabelNames } from './text.ts';

/** The parts of a data set of classified texts. */
export interface ClassifiedSplits {
  /** No text of dev or test is among them, whatever its case and punctuation, nor any twice with the same label. */
  readonly train: readonly ClassifiedText[];
  readonly dev: readonly ClassifiedText[];
  readonly test: readonly ClassifiedText[] | undefined;
  /** Whether dev is no part of the data but cut from train by hash. */
  readonly devCutFromTrain: boolean;
  /** Names of the files that were read, relative to the folder, in the order of `sha256`. */
  readonly files: readonly string[];
  /** Of the files as stored, one after another in order: what `cat FILES | sha256sum` prints. */
  readonly sha256: string;
}

type PartName = keyof typeof partNames;

/** Reads the parts of a data folder as `plan` says, or one file as train alone. Throws a CorpusError. */
export function readClassifiedSplits(
  path: string,
  plan: DataPlan,
  options: ReadOptions = {},
): ClassifiedSplits {
  const files = filesOf(path, plan);
  const sources: Source[] = [];
  const setApart: ClassifiedText[] = [];
  const read = (part: PartName): ClassifiedText[] | undefined => {
    const phrases = plan.phrases && part === 'train';
    return files[part]?.flatMap(({ file, labels, dev: share }) => {
      const { texts, source } = readClassified(file, { ...options, labels, phrases });
      sources.push(source);
      setApart.push(...texts.filter(({ text }) => placeOf(text) < share));
      return share > 0 ? texts.filter(({ text }) => placeOf(text) >= share) : texts;
    });
  };
  const train = read('train')!;
  const [dev, test] = [read('dev'), read('test')];
  const hash = createHash('sha256');
  for (const { bytes } of sources) hash.update(bytes);
  const divided = divide(train, { dev, test }, plan.split);
  const parts = { ...divided, dev: [...divided.dev, ...setApart] };
  return {
    ...parts,
    train: withoutRepeats(parts.train, [...parts.dev, ...(parts.test ?? [])]),
    devCutFromTrain: dev === undefined,
    files: sources.map(({ file }) => (file === path ? basename(file) : relative(path, file))),
    sha256: hash.digest('hex'),
  };
}

interface LabelledFile {
  readonly file: string;
  readonly labels: LabelNames;
  /** The share that goes to dev. */
  readonly dev: number;
}

type Files = Partial<Record<PartName, readonly LabelledFile[]>>;

function filesOf(path: string, plan: DataPlan): Files {
  const { labels } = plan;
  if (statSync(path, { throwIfNoEntry: false })?.isFile()) return { train: [{ file: path, labels, dev: 0 }] };
  const planned = (part: PartName): LabelledFile[] | undefined =>
    plan[part]?.map((named) => {
      const own = typeof named === 'string' ? { file: named } : named;
      return { labels, dev: 0, ...own, file: join(path, own.file) };
    });
  const train = plan.train ? planned('train') : found(path, 'train', labels);
  if (train === undefined) {
    throw new CorpusError(path, undefined, {
      problem: 'has no training part',
      remedy: 'Add train.jsonl, or name the files in data.train of the recipe',
    });
  }
  const others = (['dev', 'test'] as const).flatMap((part) => {
    const files = plan.train ? planned(part) : found(path, part, labels);
    return files ? [[part, files] as const] : [];
  });
  return { train, ...Object.fromEntries(others) };
}

/** The file of a part by its name, if there is one. */
function found(folder: string, part: PartName, labels: LabelNames): LabelledFile[] | undefined {
  const files = partNames[part]
    .flatMap((name) => classifiedEndings.map((ending) => join(folder, `${name}.${ending}`)))
    .filter(existsSync);
  if (files.length > 1) {
    throw new CorpusError(folder, undefined, {
      problem: `holds both ${files[0]} and ${files[1]}`,
      remedy: 'Keep one of them, so that it is clear which is meant',
    });
  }
  return files.length > 0 ? files.map((file) => ({ file, labels, dev: 0 })) : undefined;
}

type Parts = Pick<ClassifiedSplits, 'train' | 'dev' | 'test'>;

/**
 * Sets parts that are missing apart by hash of the text: below the share of test it is test, then dev. The same text
 * is never on both sides, and adding texts moves no others.
 */
function divide(
  texts: readonly ClassifiedText[],
  given: { readonly dev: ClassifiedText[] | undefined; readonly test: ClassifiedText[] | undefined },
  split: DataPlan['split'],
): Parts {
  const testShare = given.test ? 0 : split.test;
  const devShare = given.dev ? 0 : split.dev;
  const places = texts.map(({ text }) => placeOf(text));
  const part = (from: number, to: number) =>
    texts.filter((_, index) => places[index]! >= from && places[index]! < to);
  return {
    train: part(testShare + devShare, 1),
    dev: given.dev ?? part(testShare, testShare + devShare),
    test: given.test ?? (testShare > 0 ? part(0, testShare) : undefined),
  };
}

/** Where in [0, 1) the hash of a text is: the first 32 bits of its SHA-256. */
function placeOf(text: string): number {
  return createHash('sha256').update(text).digest().readUInt32BE() / 0x1_0000_0000;
}

/** Leaves out what the parts to measure on have, and what was there before with the same label. */
function withoutRepeats(
  texts: readonly ClassifiedText[],
  measured: readonly ClassifiedText[],
): ClassifiedText[] {
  const held = new Set(measured.map(({ text }) => wordsOf(text)));
  const seen = new Set<string>();
  return texts.filter(({ text, label }) => {
    const key = `${label}\n${text}`;
    if (seen.has(key) || held.has(wordsOf(text))) return false;
    seen.add(key);
    return true;
  });
}

/** What stays the same however a corpus treats case and punctuation; the text itself if there is nothing else. */
function wordsOf(text: string): string {
  const words = text
    .normalize('NFKC')
    .toLowerCase()
    .match(/[\p{L}\p{M}\p{N}]+/gu);
  return words?.join(' ') ?? text;
}
