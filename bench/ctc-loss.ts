import { gradients } from '../src/graph/gradients.ts';
import { buildModel } from '../src/graph/model.ts';
import { input, logSoftmax, scalar, sumAll } from '../src/graph/ops/index.ts';
import { cellSchema } from '../src/nn/cells/index.ts';
import { ctcLosses } from '../src/nn/ctc.ts';
import { encodeCtcTargets } from '../src/nn/ctc-targets.ts';
import { dropoutFeeds } from '../src/nn/dropout.ts';
import { randomSource } from '../src/random.ts';
import { buildTrainingModel } from '../src/tasks/speech/graphs.ts';
import { type Feeds, TrainingSession } from '../src/training/session.ts';
import { WeightLayout } from '../src/training/weights.ts';
import { median } from './statistics.ts';
import { processorTime, timeEach } from './time.ts';

// What the CTC loss and its gradient cost of a whole training step, and frames a second of the step, on one thread, by processor time.
const [time, batch, letters, inputs, symbols, hidden, layers] = [300, 16, 80, 192, 29, 160, 3];

const random = randomSource('ctc');
const normals = (length: number) => Float32Array.from({ length }, () => random.normal());
const target = () => Array.from({ length: letters }, () => 1 + random.integer(symbols - 1));

const { states, emits, arcs, ends } = encodeCtcTargets(Array.from({ length: batch }, target), 0);
const targets: Feeds = {
  lengths: { data: new Int32Array(batch).fill(time), dims: [batch] },
  emits: { data: emits, dims: [batch, states] },
  arcs: { data: arcs, dims: [3, states, batch] },
  ends: { data: ends, dims: [states, batch] },
};

/** Loss and gradient by logits that are fed. */
async function lossAlone(): Promise<() => Promise<unknown>> {
  const logits = input('logits', 'float32', ['time', 'batch', symbols]);
  const losses = ctcLosses({
    logProbs: logSoftmax(logits),
    lengths: input('lengths', 'int32', ['batch']),
    emits: input('emits', 'int32', ['batch', 'states']),
    arcs: input('arcs', 'float32', [3, 'states', 'batch']),
    ends: input('ends', 'float32', ['states', 'batch']),
  });
  const [gradient] = gradients({ of: [sumAll(losses)], seeds: [scalar(1)], by: [logits] });
  const session = await TrainingSession.create(buildModel('ctc', { losses, gradient: gradient! }));
  const fed = { data: normals(time * batch * symbols), dims: [time, batch, symbols] };
  return () => session.run({ ...targets, logits: fed });
}

/** Loss and gradients of the whole network. */
async function wholeStep(): Promise<() => Promise<unknown>> {
  const model = buildTrainingModel({
    ...{ inputs, symbols, layers, hidden, reading: 'bidirectional', cell: cellSchema.parse('lstm') },
    dropout: { input: 0, between: 0.2, output: 0.2 },
  });
  const layout = new WeightLayout(model.parameters);
  const session = await TrainingSession.create(model.bytes);
  const feeds = {
    ...layout.feeds(layout.initialize(1)),
    ...dropoutFeeds(model.dropouts, batch, random),
    ...targets,
    features: { data: normals(time * batch * inputs), dims: [time, batch, inputs] },
  };
  return () => session.run(feeds);
}

const tasks = [await wholeStep(), await lossAlone()];
const [step, loss] = (await timeEach(tasks, 5, processorTime)).map(median);
console.log(`${layers} bidirectional layers of ${hidden}, ${batch} x ${time} frames, ${letters} letters`);
console.log(`step: ${step!.toFixed(0)} ms, ${((1000 * time * batch) / step!).toFixed(0)} frames/s`);
console.log(`CTC loss and gradient alone: ${loss!.toFixed(0)} ms`);
console.log(`ratio loss / step: ${(loss! / step!).toFixed(3)}`);
