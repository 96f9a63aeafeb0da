import type { Comparison } from './comparison.ts';
import { checkOrders } from './orders.ts';
import type { PlannedNetwork } from './plan.ts';
import type { NetworkResults, Results, RunResults } from './results.ts';
import { resultsSchema } from './results.ts';
import type { PartScores, RunResult } from './run-result.ts';
import { median, type Spread, spreadOf } from './statistics.ts';

/** What was found of one network. */
export interface NetworkFindings {
  readonly network: PlannedNetwork;
  /** In the order of the seeds. */
  readonly runs: readonly RunResults[];
  /** Of one sentence; undefined if no run gave a package. */
  readonly milliseconds: number | undefined;
}

/** Sums a comparison up. */
export function summarize(
  comparison: Comparison,
  findings: readonly NetworkFindings[],
  ran: Omit<Results['ran'], 'latency'> & { readonly tokens: number },
): Results {
  const scoredOn = ran.data.sentences.test === null ? 'dev' : 'test';
  const baseline = baselineOf(comparison, findings);
  const networks = findings.map((finding) => networkResults(finding, scoredOn, baseline?.milliseconds));
  const f1Of = (name: string): Spread | null =>
    networks.find((network) => network.name === name)?.f1[scoredOn] ?? null;
  const { tokens, ...how } = ran;
  return resultsSchema.parse({
    formatVersion: 1,
    name: comparison.name,
    description: comparison.description,
    notes: comparison.notes,
    scoredOn,
    networks,
    orders: checkOrders(comparison.orders, f1Of),
    ran: { ...how, latency: { tokens, baseline: baseline?.network.name ?? null } },
  } satisfies Results);
}

/** The network that is named, or else the first bidirectional LSTM of one layer, which is served by a fused operator. */
function baselineOf(
  { baseline }: Comparison,
  findings: readonly NetworkFindings[],
): NetworkFindings | undefined {
  if (baseline !== undefined) return findings.find(({ network }) => network.name === baseline);
  return findings.find(({ network: { recipe } }) => {
    const { cell, direction, layers } = recipe.network;
    return cell.name === 'lstm' && direction === 'bidirectional' && layers === 1;
  });
}

function networkResults(
  { network, runs, milliseconds }: NetworkFindings,
  scoredOn: Results['scoredOn'],
  unit: number | undefined,
): NetworkResults {
  const { recipe, target, parameters } = network;
  const results = runs.map(({ result }) => result);
  const f1 = (of: (result: RunResult) => number | undefined) =>
    spreadOf(results.map((result) => (result ? of(result) : undefined)));
  const swaps = results.flatMap((result) => result?.[scoredOn]?.swap ?? []);
  const average = (values: readonly (number | null | undefined)[]) => spreadOf(values)?.mean ?? null;
  const swap = (kind: keyof NonNullable<PartScores['swap']>) => average(swaps.map((each) => each[kind]));
  return {
    name: network.name,
    slug: network.slug,
    group: network.group ?? null,
    note: network.note ?? null,
    published: network.published ?? null,
    recipe: JSON.parse(JSON.stringify(recipe)),
    hidden: recipe.network.hidden,
    target: target ?? null,
    parameters,
    f1: {
      test: f1(({ test }) => test?.f1),
      dev: f1(({ dev }) => dev?.f1),
      seen: f1(({ test }) => test?.seen?.f1),
      unseen: f1(({ test }) => test?.unseen?.f1),
    },
    swap: {
      values: swap('values'),
      context: swap('context'),
      overall: swap('overall'),
      places: swap('places'),
    },
    seconds: average(results.map((result) => result?.seconds)),
    sentencesPerSecond: average(results.map((result) => result?.sentencesPerSecond)),
    bestEpoch: average(results.map((result) => result?.bestEpoch)),
    latency:
      milliseconds === undefined
        ? null
        : { milliseconds, ratio: unit === undefined ? null : milliseconds / unit },
    gradientNorms: gradientNorms(results.filter((result) => result !== null)),
    runs: [...runs],
  };
}

/** Runs may end after different numbers of epochs: each epoch is of the runs that came so far. */
function gradientNorms(results: readonly RunResult[]): NetworkResults['gradientNorms'] {
  const longest = Math.max(0, ...results.map(({ epochs }) => epochs.length));
  return Array.from({ length: longest }, (_, epoch) => {
    const norms = results.flatMap(({ epochs }) => epochs[epoch]?.gradientNorm ?? []);
    return {
      epoch: epoch + 1,
      median: median(norms.map((norm) => norm.median)),
      largest: Math.max(...norms.map((norm) => norm.largest)),
    };
  });
}

/** A run's state, by its result or what went wrong. */
export function runResults(
  seed: number,
  folder: string,
  outcome: { readonly result: RunResult } | { readonly problem: string },
): RunResults {
  if ('problem' in outcome) return { seed, folder, state: 'failed', problem: outcome.problem, result: null };
  const { result } = outcome;
  const state = result.ended === 'diverged' ? 'diverged' : 'trained';
  return { seed, folder, state, problem: null, result };
}
