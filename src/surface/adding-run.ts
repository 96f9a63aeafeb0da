import { gradients } from '../graph/gradients.ts';
import { buildModel } from '../graph/model.ts';
import { scalar } from '../graph/ops/index.ts';
import type { Cell } from '../nn/cells/cell.ts';
import { buildCell, type CellName, cellSchema } from '../nn/cells/index.ts';
import type { ParameterSpec } from '../nn/parameters.ts';
import { buildOptimizer, optimizerSchema } from '../optim/index.ts';
import { type RandomSource, randomSource } from '../random.ts';
import { gradientName } from '../tasks/tag/graphs.ts';
import { createSharedState, Exchange } from '../training/exchange.ts';
import { Replica } from '../training/replica.ts';
import type { Feeds } from '../training/session.ts';
import { WeightLayout } from '../training/weights.ts';
import { addingBatch } from './adding-problem.ts';
import { buildReachModel, type GradientReach, measureReach } from './gradient-reach.ts';
import { type ManyToOneSize, manyToOne } from './many-to-one.ts';

/** The cells that are trained on it: those whose first state is their output. */
export type AddingCell = Extract<CellName, 'elman' | 'irnn' | 'lstm' | 'gru'>;

/** How a cell is trained on the adding problem. */
export interface AddingSettings {
  readonly cell: AddingCell;
  readonly length: number;
  readonly hidden: number;
  readonly batch: number;
  readonly steps: number;
  /** Of Adam. */
  readonly learningRate: number;
  /** The norm above which gradients are clipped. */
  readonly clipping: number;
  readonly seed: number;
}

/** What came of a training on the adding problem. */
export interface AddingRun {
  readonly settings: AddingSettings;
  /** Mean squared error on sequences never seen before, as means over a hundredth of the steps each. */
  readonly losses: readonly { readonly step: number; readonly loss: number }[];
  readonly atStart: GradientReach;
  readonly atEnd: GradientReach;
  /** The step at which loss or gradient was no number any more, if it came to that. */
  readonly divergedAt?: number;
}

/** Trains a cell, and measures before and after how far back gradients reach, on the same sequences. */
export async function runAdding(settings: AddingSettings): Promise<AddingRun> {
  const { length, batch, hidden, seed } = settings;
  const cell = buildCell(cellSchema.parse(settings.cell), { labels: 1 });
  const size = { length, batch, hidden, inputs: 2 };
  const replica = await startReplica(cell, size, settings);
  try {
    const probe = feedsOf(randomSource(`${seed} probe`), size);
    const reach = () => measureReach(cell, size, probe, replica.scorer());
    const atStart = await reach();
    const { losses, divergedAt } = await trainSteps(replica, size, settings);
    const atEnd = await reach();
    return { settings, losses, atStart, atEnd, ...(divergedAt !== undefined && { divergedAt }) };
  } finally {
    await replica.release();
  }
}

async function startReplica(cell: Cell, size: ManyToOneSize, settings: AddingSettings): Promise<Replica> {
  const { training, parameters } = buildTrainingModel(cell, size);
  const layout = new WeightLayout(parameters);
  const optimizer = buildOptimizer(
    optimizerSchema.parse({ name: 'adam', learningRate: settings.learningRate }),
  );
  const shared = createSharedState({ workers: 1, weights: layout.total, slots: optimizer.slots });
  shared.weights.set(layout.initialize(settings.seed));
  shared.average.set(shared.weights);
  return await Replica.create(
    new Exchange(shared, 0),
    { optimizer, clipping: { norm: settings.clipping }, averaging: 0 },
    { training, scoring: buildReachModel(cell, size), parameters, gradientName },
  );
}

function buildTrainingModel(
  cell: Cell,
  size: ManyToOneSize,
): { training: Uint8Array; parameters: readonly ParameterSpec[] } {
  const { source, loss } = manyToOne(cell, size, { nudged: false });
  const found = gradients({ of: [loss], seeds: [scalar(1)], by: source.values });
  const named = source.specs.map(({ name }, index) => [gradientName(name), found[index]!] as const);
  return {
    training: buildModel('adding', { loss, ...Object.fromEntries(named) }),
    parameters: source.specs,
  };
}

async function trainSteps(replica: Replica, size: ManyToOneSize, settings: AddingSettings) {
  const { steps, seed, learningRate } = settings;
  const random = randomSource(`${seed} adding ${size.length}`);
  const every = Math.max(1, Math.floor(steps / 100));
  const losses: { step: number; loss: number }[] = [];
  let sum = 0;
  for (let step = 0; step < steps; step++) {
    const result = await replica.step(feedsOf(random, size), { step, learningRate, scale: 1 / size.batch });
    if (!Number.isFinite(result.loss + result.gradientNorm)) return { losses, divergedAt: step + 1 };
    sum += result.loss / size.batch;
    if ((step + 1) % every > 0) continue;
    losses.push({ step: step + 1, loss: sum / every });
    sum = 0;
  }
  return { losses };
}

function feedsOf(random: RandomSource, { length, batch }: ManyToOneSize): Feeds {
  const { x, target } = addingBatch(random, length, batch);
  return { x: { data: x, dims: [length, batch, 2] }, target: { data: target, dims: [batch, 1] } };
}
