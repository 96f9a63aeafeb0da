import { adam } from '../src/optim/adam.ts';
import { randomSource } from '../src/random.ts';
import { buildTrainingModel, gradientName } from '../src/tasks/tag/graphs.ts';
import type { TaggerArchitecture } from '../src/tasks/tag/network.ts';
import { type Feeds, TrainingSession } from '../src/training/session.ts';
import { WeightLayout } from '../src/training/weights.ts';

/** A batch: how many sentences of how many tokens. */
export interface BatchSize {
  readonly time: number;
  readonly batch: number;
}

/** Random tokens and labels for a network without CRF whose one input is `word`. */
function batchFeeds({ inputs, labels }: TaggerArchitecture, { time, batch }: BatchSize): Feeds {
  const random = randomSource(1);
  const [words] = inputs;
  const numbers = (bound: number) => Int32Array.from({ length: time * batch }, () => random.integer(bound));
  return {
    word: { data: numbers('rows' in words! ? words.rows : 1), dims: [time, batch, 1] },
    lengths: { data: new Int32Array(batch).fill(time), dims: [batch] },
    gold: { data: numbers(labels), dims: [time, batch, 1] },
  };
}

/** A step of training as workers make it: loss and gradients in onnxruntime, then Adam. */
export interface TrainingStep {
  readonly gradients: () => Promise<unknown>;
  readonly step: () => Promise<void>;
}

/** Makes steps of training on one thread. */
export async function trainingStep(architecture: TaggerArchitecture, size: BatchSize): Promise<TrainingStep> {
  const model = buildTrainingModel(architecture);
  const session = await TrainingSession.create(model.bytes);
  const layout = new WeightLayout(model.parameters);
  const weights = layout.initialize(1);
  const gradient = new Float32Array(layout.total);
  const slots = [new Float32Array(layout.total), new Float32Array(layout.total)];
  const optimizer = adam({ beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0 });
  const feeds = { ...layout.feeds(weights), ...batchFeeds(architecture, size) };
  const into = layout.feeds(gradient, gradientName);
  const gradients = () => session.run(feeds, into);
  let step = 0;
  return {
    gradients,
    step: async () => {
      await gradients();
      optimizer.update({ weights, gradient, slots, learningRate: 1e-4, step: step++ });
    },
  };
}
