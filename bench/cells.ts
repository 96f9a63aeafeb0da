import { type CellSettings, cellNames, cellSchema } from '../src/nn/cells/index.ts';
import { randomSource } from '../src/random.ts';
import { openSession } from '../src/runtime/session.ts';
import { buildServingModel, parametersOf } from '../src/tasks/tag/graphs.ts';
import type { TaggerArchitecture } from '../src/tasks/tag/network.ts';
import { WeightLayout } from '../src/training/weights.ts';
import { describeMachine } from './machine.ts';
import { readOptions } from './options.ts';
import { median, quantile } from './statistics.ts';
import { processorTime, timeEach } from './time.ts';
import { trainingStep } from './training-step.ts';

// What each cell costs in the graph that serves, against the LSTM, which is one fused operator of onnxruntime.
const { rounds, part } = readOptions('npm run bench:cells', {
  rounds: [400, 'how often each cell has its turn'],
  part: ['all', 'serving, training or all'],
});
const [time, width, labels] = [12, 64, 35];

const variants: readonly (readonly [name: string, cell: CellSettings])[] = [
  ['lstm', 'lstm'],
  ...cellNames.filter((name) => name !== 'lstm').map((name) => [name, name] as const),
  ['gru, reset after', { name: 'gru', reset: 'after' }],
  ['lstm again', 'lstm'],
].map(([name, cell]) => [name as string, cellSchema.parse(cell)]);

function architecture(cell: CellSettings): TaggerArchitecture {
  return {
    inputs: [{ name: 'word', rows: 1000, dimension: width, combine: 'sum' }],
    window: 0,
    cell,
    reading: 'bidirectional',
    layers: 1,
    hidden: width,
    dropout: { input: 0, between: 0, output: 0 },
    labels,
  };
}

/** A run of the serving graph on `batch` sentences of like length. */
async function serving(cell: CellSettings, batch: number): Promise<() => Promise<unknown>> {
  const built = architecture(cell);
  const layout = new WeightLayout(parametersOf(built));
  const session = await openSession(buildServingModel(built, layout.tensors(layout.initialize(1))).sentences);
  const random = randomSource(1);
  const tokens = Float32Array.from({ length: time * batch * width }, () => random.normal());
  const lengths = new Int32Array(batch).fill(time);
  const feeds = {
    tokens: { type: 'float32', data: tokens, dims: [time, batch, width] },
    lengths: { type: 'int32', data: lengths, dims: [batch] },
  } as const;
  return () => session.run(feeds, ['scores']);
}

async function compare(
  title: string,
  make: (cell: CellSettings) => Promise<() => Promise<unknown>>,
  clock?: () => number,
): Promise<void> {
  const runs: (() => Promise<unknown>)[] = [];
  for (const [, cell] of variants) runs.push(await make(cell));
  const times = await timeEach(runs, rounds, clock);
  const baseline = median(times[0]!);
  console.log(`${title}; microseconds: median (p25 to p75), times that of lstm`);
  for (const [index, [name]] of variants.entries()) {
    const [low, middle, high] = [0.25, 0.5, 0.75].map((share) =>
      (1000 * quantile(times[index]!, share)).toFixed(0),
    );
    const ratio = (median(times[index]!) / baseline).toFixed(2);
    console.log(`${name.padEnd(18)}${middle!.padStart(7)} ${`(${low} to ${high})`.padEnd(18)} ${ratio}`);
  }
}

console.log(
  `bidirectional, input ${width}, hidden ${width}, ${labels} labels, one thread; ${describeMachine()}`,
);
if (part !== 'training') {
  for (const batch of [1, 16])
    await compare(`serving ${batch} x ${time} tokens`, (cell) => serving(cell, batch));
}
if (part !== 'serving') {
  const size = { time: 20, batch: 32 };
  // A step is longer than the time that a busy machine gives at once, so waiting is left out.
  const title = `a step of training on ${size.batch} x ${size.time} tokens, processor time`;
  await compare(title, async (cell) => (await trainingStep(architecture(cell), size)).step, processorTime);
}
