import { buildModel } from '../src/graph/model.ts';
import { input, matMul } from '../src/graph/ops/index.ts';
import type { TaggerArchitecture } from '../src/tasks/tag/network.ts';
import { TrainingSession } from '../src/training/session.ts';
import { median } from './statistics.ts';
import { timeEach } from './time.ts';
import { trainingStep } from './training-step.ts';

// Steps a second of a bidirectional LSTM on one thread, against the bare matrix products of the same step.
const [time, batch, embedding, hidden, labels, words] = [20, 32, 100, 128, 127, 1000];

const architecture: TaggerArchitecture = {
  inputs: [{ name: 'word', rows: words, dimension: embedding, combine: 'sum' }],
  window: 0,
  cell: { name: 'lstm', forgetBias: 1 },
  reading: 'bidirectional',
  layers: 1,
  hidden,
  dropout: { input: 0, between: 0, output: 0 },
  labels,
};

/** The matrix products that no implementation of the step can do without, each as one onnxruntime operator. */
async function bareProducts(): Promise<() => Promise<unknown>> {
  const tokens = time * batch;
  const gates = 4 * hidden;
  const loops = [batch, hidden, gates, 2 * time] as const;
  const whole = [
    [tokens, embedding, gates, 2],
    [tokens, gates, embedding, 2],
    [embedding, tokens, gates, 2],
    [hidden, tokens, gates, 2],
    [tokens, 2 * hidden, labels, 1],
    [tokens, labels, 2 * hidden, 1],
    [2 * hidden, tokens, labels, 1],
  ] as const;
  const backLoops = [batch, gates, hidden, 2 * time] as const;
  const runs = await Promise.all(
    [...whole, loops, backLoops].map(async ([rows, inner, columns, times]) => {
      const [a, b] = [input('a', 'float32', [rows, inner]), input('b', 'float32', [inner, columns])];
      const session = await TrainingSession.create(buildModel('product', { y: matMul(a, b) }));
      const feeds = {
        a: { data: new Float32Array(rows * inner).fill(0.1), dims: [rows, inner] },
        b: { data: new Float32Array(inner * columns).fill(0.1), dims: [inner, columns] },
      };
      return { session, feeds, times };
    }),
  );
  return async () => {
    for (const { session, feeds, times } of runs) for (let i = 0; i < times; i++) await session.run(feeds);
  };
}

const { gradients, step } = await trainingStep(architecture, { time, batch });
const products = await bareProducts();
const [own, ownGradients, baseline] = await timeEach([step, gradients, products], 60);
const steps = 1000 / median(own!);
console.log(
  `BiLSTM, embedding ${embedding}, hidden ${hidden}, ${batch} x ${time} tokens, ${labels} labels, one thread`,
);
console.log(
  `loss and gradients: ${median(ownGradients!).toFixed(1)} ms (median), ${Math.min(...ownGradients!).toFixed(1)} ms (best)`,
);
console.log(
  `with Adam: ${median(own!).toFixed(1)} ms, ${steps.toFixed(1)} steps/s, ${(steps * batch).toFixed(0)} sentences/s`,
);
console.log(`bare matrix products of the same step: ${median(baseline!).toFixed(1)} ms`);
console.log(`ratio step / bare products: ${(median(own!) / median(baseline!)).toFixed(2)}`);
