import { existsSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { CorpusError } from '../corpus/error.ts';
import { count } from '../report/format.ts';
import { colorsFor } from './colors.ts';
import { CommandError } from './fail.ts';
import { findModel, manifestIn } from './models.ts';
import type { TrainOptions } from './train-watch.ts';

type Fields = Readonly<Record<string, unknown>>;

/** How many lines that cannot be used are told one by one. */
const mostTold = 5;

/**
 * A recipe of speech with what it leaves out: features, alphabet and network are those of the package that it starts from, and the data
 * are the parts of the folder, or the file, that is given. Throws a CommandError if there are none.
 */
export function completeSpeechRecipe(
  json: Fields,
  { data, from }: Pick<TrainOptions, 'data' | 'from'>,
): Fields {
  const shape = from === undefined ? {} : shapeOf(findModel(from));
  return { ...shape, ...(json.data === undefined && { data: planOf(data) }), ...json };
}

/** The folder that paths of a plan are from. */
export function rootOfSpeech(data: string): string {
  return statSync(data, { throwIfNoEntry: false })?.isFile() ? dirname(data) : data;
}

/** Tells on standard error of lines that cannot be used, the first few one by one. */
export function warnOfRefused(refused: readonly CorpusError[]): void {
  const { yellow } = colorsFor(process.stderr);
  for (const { message } of refused.slice(0, mostTold)) {
    process.stderr.write(`${yellow('warning')}: left out: ${message}\n`);
  }
  const more = refused.length - mostTold;
  if (more > 0) process.stderr.write(`${yellow('warning')}: left out: ${count(more)} more like these\n`);
}

function shapeOf(folder: string): Fields {
  const { training } = manifestIn(folder) ?? {};
  const { features, alphabet, network } = Object(Object(training).recipe) as Fields;
  return {
    ...(features !== undefined && { features }),
    ...(alphabet !== undefined && { alphabet }),
    network,
  };
}

/** Of one file a tenth is dev; of a folder the files train, dev and test, and a tenth of train if there is no dev. */
function planOf(data: string): object {
  if (statSync(data, { throwIfNoEntry: false })?.isFile()) {
    return { sources: [{ path: basename(data), dev: { share: 0.1 } }] };
  }
  const [train, dev, test] = ['train', 'dev', 'test'].map((part) => partIn(data, part));
  if (train === undefined) {
    throw new CommandError(
      `${data} has no train.jsonl, and the recipe names no sources: give --data a file or folder of recordings, or the recipe its data.`,
    );
  }
  return {
    sources: [
      { path: train, ...(dev === undefined && { dev: { share: 0.1 } }) },
      ...(dev === undefined ? [] : [{ path: dev, dev: { share: 1 } }]),
      ...(test === undefined ? [] : [{ path: test, test: { share: 1 } }]),
    ],
  };
}

function partIn(folder: string, part: string): string | undefined {
  return ['.jsonl', '.jsonl.gz', '.jsonl.br']
    .map((ending) => part + ending)
    .find((name) => existsSync(join(folder, name)));
}
