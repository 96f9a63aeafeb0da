import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { availableParallelism, cpus } from 'node:os';
import { basename, join, relative, resolve } from 'node:path';
import type { Comparison } from '../compare/comparison.ts';
import { latencySentence, measureLatencies } from '../compare/latency.ts';
import { splitByWords, wordsOf } from '../compare/measure.ts';
import type { PlannedNetwork, PlannedRun } from '../compare/plan.ts';
import type { Results, RunResults } from '../compare/results.ts';
import { type NetworkFindings, runResults, summarize } from '../compare/summarize.ts';
import type { Splits } from '../corpus/splits.ts';
import type { WordVectors } from '../corpus/vectors.ts';
import { loadTagger } from '../tasks/tag/load.ts';
import type { Tagger } from '../tasks/tag/tagger.ts';
import { ownVersion } from '../version.ts';
import type { RunsOutcome } from './compare-runs.ts';
import { folderOf, resultFiles } from './compare-state.ts';

/** A comparison whose runs have all ended. */
export interface EndedComparison {
  readonly comparison: Comparison;
  readonly networks: readonly PlannedNetwork[];
  readonly runs: readonly PlannedRun[];
  readonly outcome: RunsOutcome;
  readonly splits: Splits;
  readonly vectors: WordVectors | undefined;
  readonly out: string;
  readonly options: { readonly data: string; readonly jobs: number };
}

/** Measures latencies, sums everything up, and writes it as JSON, Markdown and a page; gives the files' names. */
export async function writeResults(ended: EndedComparison): Promise<{ results: Results; files: string[] }> {
  const { comparison, networks, splits, out } = ended;
  const sentence = latencySentence(splits.test?.length ? splits.test : splits.dev);
  const milliseconds = await latencies(ended, sentence.text);
  const findings = networks.map(
    (network): NetworkFindings => ({
      network,
      runs: runsOf(ended, network).map((run) => runResultsOf(ended, run)),
      milliseconds: milliseconds.get(network),
    }),
  );
  const results = summarize(comparison, findings, { ...(await howRan(ended)), tokens: sentence.tokens });
  // Loaded only now: nothing before needs plots.
  const { renderComparison } = await import('../report/comparison/page.ts');
  const { comparisonMarkdown } = await import('../report/comparison/markdown.ts');
  const contents: [string, string][] = [
    [resultFiles.json, `${JSON.stringify(results, null, 2)}\n`],
    [resultFiles.markdown, comparisonMarkdown(results)],
    [resultFiles.html, renderComparison(results)],
  ];
  for (const [name, text] of contents) await writeFile(join(out, name), text);
  return { results, files: contents.map(([name]) => join(out, name)) };
}

function runsOf({ runs }: EndedComparison, network: PlannedNetwork): PlannedRun[] {
  return runs.filter((run) => run.network === network);
}

function runResultsOf({ outcome, out }: EndedComparison, run: PlannedRun): RunResults {
  const result = outcome.results.get(run.name);
  const problem = outcome.failed.get(run.name) ?? 'it has not run';
  const folder = relative(out, folderOf(out, run));
  return runResults(run.seed, folder, result ? { result } : { problem });
}

/** Of each network that has a package, by the package of its first seed that has one. */
async function latencies(ended: EndedComparison, text: string): Promise<Map<PlannedNetwork, number>> {
  const chosen = ended.networks.flatMap((network) => {
    const run = runsOf(ended, network).find(({ name }) => ended.outcome.results.get(name)?.dev);
    return run ? [{ network, folder: folderOf(ended.out, run) }] : [];
  });
  const taggers: Tagger[] = [];
  try {
    for (const { folder } of chosen) taggers.push(await loadTagger(folder));
    const times = await measureLatencies(taggers, text);
    return new Map(chosen.map(({ network }, index) => [network, times[index]!]));
  } finally {
    for (const tagger of taggers) await tagger.close();
  }
}

async function howRan({
  comparison,
  splits,
  vectors,
  options,
}: EndedComparison): Promise<Omit<Results['ran'], 'latency'>> {
  const { train, dev, test, files, sha256, devCutFromTrain } = splits;
  const unseen = test && splitByWords(test, wordsOf(train)).unseen.length;
  return {
    command: ['slotline', ...process.argv.slice(2)].map(quoted).join(' '),
    date: new Date().toISOString(),
    versions: {
      slotline: await ownVersion(),
      node: process.version,
      onnxruntime: versionOf('onnxruntime-node'),
    },
    machine: { cpu: cpus()[0]?.model.trim() ?? 'unknown', cores: availableParallelism() },
    jobs: options.jobs,
    data: {
      name: basename(resolve(options.data)),
      ...{ files, sha256, devCutFromTrain },
      sentences: { train: train.length, dev: dev.length, test: test?.length ?? null },
      unseen: unseen ?? null,
    },
    vectors: vectors?.sha256 ?? null,
    seeds: comparison.seeds,
  };
}

/** An argument as a shell takes it. */
function quoted(argument: string): string {
  return /^[\w./:=@%+,-]+$/.test(argument) ? argument : `'${argument.replaceAll("'", "'\\''")}'`;
}

function versionOf(dependency: string): string {
  const file = createRequire(import.meta.url).resolve(`${dependency}/package.json`);
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}
