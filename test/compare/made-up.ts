import type { Comparison } from '../../src/compare/comparison.ts';
import type { PlannedNetwork } from '../../src/compare/plan.ts';
import type { Results } from '../../src/compare/results.ts';
import type { PartScores, RunResult } from '../../src/compare/run-result.ts';
import { runResults, summarize } from '../../src/compare/summarize.ts';
import { recipeSchema } from '../../src/tasks/tag/recipe.ts';

/** The result of a made-up run that reached `f1` on test. */
export function madeUpRun(seed: number, f1: number, epochs = 1): RunResult {
  const part = (score: number): PartScores => ({
    ...{ sentences: 100, precision: score, recall: score, f1: score, exactMatch: score },
    seen: { sentences: 60, f1: score + 0.02 },
    unseen: { sentences: 40, f1: score - 0.1 },
    swap: { values: 0.5, context: null, overall: 0.5, places: 0.75 },
  });
  return {
    formatVersion: 1,
    fingerprint: `f${seed}`,
    seed,
    ended: 'finished',
    divergedIn: null,
    bestEpoch: seed,
    seconds: 10,
    sentencesPerSecond: 50,
    epochs: Array.from({ length: epochs }, (_, epoch) => ({
      ...{ epoch, loss: 1, devF1: 0.9, learningRate: 0.1, seconds: 10, sentencesPerSecond: 50, best: true },
      gradientNorm: { median: seed, largest: 10 * seed },
    })),
    dev: part(0.95),
    test: part(f1),
  };
}

const diverged = (seed: number): RunResult => ({
  ...madeUpRun(seed, 0, 0),
  ...{ ended: 'diverged', divergedIn: 1, bestEpoch: null, sentencesPerSecond: null, dev: null, test: null },
});

function network(name: string, more: Partial<PlannedNetwork> = {}): PlannedNetwork {
  const cell = name.toLowerCase();
  return {
    name,
    slug: cell,
    target: 1000,
    parameters: { all: 5000, network: 990 },
    recipe: recipeSchema.parse({ name: cell, encoders: { shape: { dimension: 2 } }, network: { cell } }),
    ...more,
  };
}

/** What a made-up comparison found: a network that trained, one with a run that diverged, and one that failed. */
export function madeUpResults({
  baseline,
  test = true,
}: {
  baseline?: string;
  test?: boolean;
} = {}): Results {
  const networks = [
    network('LSTM', { published: { figure: 95.5, source: 'A <paper> & more' }, group: 'gates' }),
    network('Elman', { note: 'Note <b>' }),
    network('IRNN'),
  ];
  const [lstm, elman, irnn] = networks as [PlannedNetwork, PlannedNetwork, PlannedNetwork];
  const comparison: Comparison = {
    ...{
      file: 'x.json',
      name: 'made-up',
      description: 'Made <i>up</i>',
      notes: ['A note'],
      seeds: [1, 2, 3],
    },
    networks,
    ...(baseline !== undefined && { baseline }),
    orders: [
      { below: ['Elman', 'LSTM'], source: 'A paper' },
      { below: ['IRNN', 'LSTM'], source: 'Another' },
    ],
  };
  const without = (result: RunResult): RunResult => (test ? result : { ...result, test: null });
  const runsOf = (slug: string, results: readonly RunResult[]) =>
    results.map((result) =>
      runResults(result.seed, `runs/${slug}-s${result.seed}`, { result: without(result) }),
    );
  const findings = [
    {
      network: lstm,
      runs: runsOf('lstm', [madeUpRun(1, 0.9, 1), madeUpRun(2, 0.91, 2), madeUpRun(3, 0.92, 2)]),
      milliseconds: 0.2,
    },
    {
      network: elman,
      runs: runsOf('elman', [madeUpRun(1, 0.8), diverged(2), madeUpRun(3, 0.9)]),
      milliseconds: 0.1,
    },
    {
      network: irnn,
      runs: [
        ...runsOf('irnn', [diverged(1), diverged(2)]),
        runResults(3, 'runs/irnn-s3', { problem: 'it crashed' }),
      ],
      milliseconds: undefined,
    },
  ];
  return summarize(comparison, findings, {
    ...{ command: 'slotline compare x.json', date: '2026-01-02T03:04:05.000Z', jobs: 2, vectors: null },
    versions: { slotline: '0.1.0', node: 'v20.19.0', onnxruntime: '1.30.0' },
    machine: { cpu: 'a processor', cores: 2 },
    data: {
      ...{ name: 'sample', files: ['train.jsonl'], sha256: 'ab'.repeat(32), devCutFromTrain: false },
      sentences: { train: 600, dev: 100, test: test ? 100 : null },
      unseen: test ? 40 : null,
    },
    seeds: [1, 2, 3],
    tokens: 12,
  });
}
