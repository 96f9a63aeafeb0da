import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { Command, Option } from 'commander';
import { type Comparison, readComparison } from '../compare/comparison.ts';
import { type PlannedNetwork, type PlannedRun, planNetworks, planRuns } from '../compare/plan.ts';
import { readSplits, type Splits } from '../corpus/splits.ts';
import type { WordVectors } from '../corpus/vectors.ts';
import { count } from '../report/format.ts';
import type { Recipe } from '../tasks/tag/recipe.ts';
import { colorsFor } from './colors.ts';
import { writeResults } from './compare-results.ts';
import { doRuns, type RunsOutcome } from './compare-runs.ts';
import { checkComparisonOutput, findFinished, runsFolder } from './compare-state.ts';
import { describeComparison } from './compare-table.ts';
import { CommandError, run } from './fail.ts';
import { holdFolder } from './hold-folder.ts';
import { exitCodes } from './stop-signals.ts';
import { checkSplits } from './train-checks.ts';
import { dataHashOf, type ResumeOptions, readRecipeVectors } from './train-inputs.ts';
import { wholeNumber } from './whole-number.ts';

/** What the command line says. */
export interface CompareOptions extends ResumeOptions {
  readonly data: string;
  readonly out: string;
  readonly vectors?: string;
  readonly jobs: number;
}

/** `slotline compare`: trains a list of networks with several seeds, and sums them up in one table. */
export function compareCommand(): Command {
  return new Command('compare')
    .description('train a list of networks with several seeds: writes one table as JSON, Markdown and a page')
    .argument('<comparison>', 'comparison, a JSON file (see recipes/compare/)')
    .requiredOption('--data <folder>', 'labelled data with train, dev and test parts, or one file')
    .requiredOption('--out <folder>', 'where the runs and the table go')
    .option('--vectors <path>', 'published word vectors, for networks with the vector encoder')
    .option('--jobs <n>', 'trainings at a time, each with one worker', wholeNumber(1), availableParallelism())
    .option('--resume', 'go on where an interrupted comparison stopped')
    .addOption(new Option('--restart', 'do all runs anew, the finished ones too').conflicts('resume'))
    .action((file: string, options: CompareOptions) => run(() => compare(file, options)));
}

async function compare(file: string, options: CompareOptions): Promise<void> {
  const comparison = readComparison(file);
  checkVectors(comparison, options.vectors);
  const out = resolve(options.out);
  checkComparisonOutput(out, options);
  const splits = readSplits(options.data);
  checkSplits(splits, options.data);
  const vectorsOf = rememberedVectors(splits, options.vectors);
  const networks = planNetworks(comparison, splits, vectorsOf);
  const runs = planRuns(networks, comparison.seeds, (recipe) => dataHashOf(splits, vectorsOf(recipe)));
  const letGo = holdFolder(join(out, runsFolder), out);
  try {
    await compareRuns({ comparison, networks, runs, splits, vectorsOf, out, options });
  } finally {
    letGo();
  }
}

interface Planned {
  readonly comparison: Comparison;
  readonly networks: readonly PlannedNetwork[];
  readonly runs: readonly PlannedRun[];
  readonly splits: Splits;
  readonly vectorsOf: (recipe: Recipe) => WordVectors | undefined;
  readonly out: string;
  readonly options: CompareOptions;
}

/** Does the runs that are left, and sums all of them up unless it is stopped. */
async function compareRuns(planned: Planned): Promise<void> {
  const { networks, runs, vectorsOf, out, options } = planned;
  const finished = await findFinished(out, runs, options);
  announce(networks, runs, finished.size);
  const outcome = await doRuns({ ...options, runs, finished, out });
  if (outcome.signal) {
    console.error(`Stopped; ${out} holds all that is needed to go on: give the same command with --resume.`);
    process.exitCode = exitCodes[outcome.signal];
    return;
  }
  const vectors = networks.map(({ recipe }) => vectorsOf(recipe)).find((each) => each !== undefined);
  const { results, files } = await writeResults({ ...planned, outcome, vectors });
  process.stdout.write(`${describeComparison(results, colorsFor(process.stdout))}\n`);
  console.error(`Written: ${files.join(', ')}`);
  refuseFailures(outcome);
}

function checkVectors({ networks, file }: Comparison, path: string | undefined): void {
  const user = networks.find(({ recipe }) => recipe.encoders.vector);
  if (path === undefined && user) {
    throw new CommandError(
      `${file}: "${user.name}" uses the vector encoder: give the vectors with --vectors PATH.`,
    );
  }
  if (path !== undefined && !user) {
    throw new CommandError(`No network of ${file} has a vector encoder: leave --vectors out.`, 2);
  }
}

/** Networks mostly want the same vectors. */
function rememberedVectors(
  splits: Splits,
  path: string | undefined,
): (recipe: Recipe) => WordVectors | undefined {
  const known = new Map<string, WordVectors | undefined>();
  return (recipe) => {
    const key = JSON.stringify([recipe.encoders.vector, recipe.vectors]);
    if (!known.has(key)) known.set(key, readRecipeVectors(recipe, splits, path));
    return known.get(key);
  };
}

function announce(networks: readonly PlannedNetwork[], runs: readonly PlannedRun[], finished: number): void {
  const seeds = runs.length / networks.length;
  const left = finished > 0 ? `, ${count(finished)} of them finished before` : '';
  const each = `${counted(networks.length, 'network')}, ${counted(seeds, 'seed')}`;
  console.error(`${each}: ${counted(runs.length, 'run')}${left}`);
}

function counted(number: number, noun: string): string {
  return `${count(number)} ${noun}${number === 1 ? '' : 's'}`;
}

function refuseFailures({ failed }: RunsOutcome): void {
  if (failed.size === 0) return;
  const [[name, problem]] = [...failed] as [[string, string]];
  const others = failed.size === 1 ? '' : `, and ${failed.size - 1} more failed`;
  throw new CommandError(`${name} failed: ${problem}${others}. The same command tries again.`);
}
