import { statSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command, Option } from 'commander';
import { readSplits } from '../corpus/splits.ts';
import { duration } from '../report/format.ts';
import { type Measured, measure, type PartName, parts } from '../surface/measure.ts';
import { CommandError, run } from './fail.ts';
import { checkSplits } from './train-checks.ts';
import { wholeNumber } from './whole-number.ts';

interface Options {
  readonly out: string;
  readonly data: string;
  readonly part: readonly PartName[];
  readonly seed: number;
  readonly full?: true;
}

const sample = fileURLToPath(new URL('../../data/sample', import.meta.url));

/** `slotline surface`: measures why training recurrent networks is hard, and writes a page of it. */
export function surfaceCommand(): Command {
  return new Command('surface')
    .description('measure why training recurrent networks is hard: writes a page with plots and its numbers')
    .requiredOption(
      '--out <path>',
      'a folder for page, numbers and plots, or an .html file for page and numbers',
    )
    .addOption(
      new Option('--data <folder>', 'labelled data of the taggers, as for train').default(
        sample,
        'data/sample',
      ),
    )
    .addOption(new Option('--part <name...>', 'only these parts').choices(parts).default(parts, 'all'))
    .option('--seed <n>', 'of all that is random', wholeNumber(), 1)
    .option('--full', 'larger networks, longer trainings and finer maps')
    .action((options: Options) => run(() => surface(options)));
}

async function surface({ out, data, part, seed, full }: Options): Promise<void> {
  const target = targetOf(out);
  const splits = readSplits(data);
  checkSplits(splits, data);
  // Before minutes of measuring: where nothing can be written, that is to be known at once.
  await mkdir(target.folder, { recursive: true });
  const started = performance.now();
  const onProgress = (text: string) => process.stderr.write(`${text}\n`);
  const measured = await measure({ splits, parts: part, seed, effort: full ? 'full' : 'quick', onProgress });
  const files = await write(target, measured);
  const seconds = (performance.now() - started) / 1000;
  process.stdout.write(`${files.join('\n')}\n`);
  process.stderr.write(`${duration(seconds)}\n`);
}

/** Where the page goes; plots are files of their own only in a folder. */
interface Target {
  readonly folder: string;
  readonly page: string;
  readonly withPlots: boolean;
}

function targetOf(out: string): Target {
  const isPage = extname(out).toLowerCase() === '.html';
  const found = statSync(out, { throwIfNoEntry: false });
  if (found && found.isDirectory() === isPage) {
    const is = isPage ? 'a folder' : 'a file';
    throw new CommandError(`--out: ${out} is ${is}: name a folder, or a page that ends in .html.`, 2);
  }
  return isPage
    ? { folder: dirname(out), page: basename(out), withPlots: false }
    : { folder: out, page: 'surface.html', withPlots: true };
}

async function write({ folder, page, withPlots }: Target, measured: Measured): Promise<string[]> {
  // Loaded only now: help and wrong options need no plots.
  const { figuresOf, renderMeasured } = await import('../report/surface/page.ts');
  const { renderPicture } = await import('../report/chart.ts');
  const files = {
    [page]: renderMeasured(measured),
    [`${basename(page, extname(page))}.json`]: `${JSON.stringify(measured, null, 1)}\n`,
    ...(withPlots &&
      Object.fromEntries(figuresOf(measured).map((figure) => [`${figure.id}.svg`, renderPicture(figure)]))),
  };
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  return Object.keys(files).map((name) => join(folder, name));
}
