import { describe, expect, it } from 'vitest';
import { cellSchema } from '../../../src/nn/cells/index.ts';
import { quantizeTable } from '../../../src/nn/quantized.ts';
import { randomSource } from '../../../src/random.ts';
import { buildScoringModel, buildServingModel, parametersOf } from '../../../src/tasks/speech/graphs.ts';
import type { SpeechArchitecture } from '../../../src/tasks/speech/network.ts';
import { floatTensor, intTensor, loadModel, relativeError } from '../../helpers/run-graph.ts';
import { tinyTensors } from '../../helpers/tiny-speech.ts';

const architecture: SpeechArchitecture = {
  inputs: 6,
  symbols: 5,
  cell: cellSchema.parse('lstm'),
  reading: 'bidirectional',
  layers: 2,
  hidden: 4,
  projection: 3,
  dropout: { input: 0.5, between: 0.5, output: 0.5 },
};

/** What 8 bits a number leave of the weights of recurrent layers: each unit's weights have a scale of their own. */
function throughEightBits(tensors: ReadonlyMap<string, Float32Array>): Map<string, Float32Array> {
  return new Map(
    parametersOf(architecture).map(({ name, shape }) => {
      const data = tensors.get(name)!;
      if (!/^layer.*\.[WR]$/.test(name)) return [name, data];
      const [rows, columns] = shape as [number, number];
      const byUnit = Float32Array.from(data, (_, at) => data[(at % rows) * columns + Math.floor(at / rows)]!);
      const { vectors, scales } = quantizeTable(byUnit, rows);
      const back = Float32Array.from(data, (_, at) => {
        const [row, unit] = [Math.floor(at / columns), at % columns];
        return vectors[unit * rows + row]! * scales[unit]!;
      });
      return [name, back];
    }),
  );
}

const lengths = [5, 2, 4];
const [time, batch] = [5, lengths.length];

function feedsOf(filler: number) {
  const random = randomSource('features');
  const data = Float32Array.from({ length: time * batch * architecture.inputs }, () => random.normal());
  for (let at = 0; at < data.length; at++) {
    const row = Math.floor(at / architecture.inputs);
    if (Math.floor(row / batch) >= lengths[row % batch]!) data[at] = filler;
  }
  return {
    features: floatTensor(data, [time, batch, architecture.inputs]),
    lengths: intTensor(lengths, [batch]),
  };
}

/** The numbers of real frames. */
const real = (logProbs: Float32Array) =>
  logProbs.filter((_, at) => {
    const row = Math.floor(at / architecture.symbols);
    return Math.floor(row / batch) < lengths[row % batch]!;
  });

describe('the acoustic network', () => {
  const tensors = tinyTensors(architecture, 3);

  it('says the same where it serves, with weights in 8 bits, as where it is scored with the same numbers', async () => {
    const { bytes, parameters } = buildScoringModel(architecture);
    const rounded = throughEightBits(tensors);
    const weights = Object.fromEntries(
      parameters.map(({ name, shape }) => [name, floatTensor(rounded.get(name)!, shape)]),
    );
    const scored = await (await loadModel(bytes)).run({ ...weights, ...feedsOf(0) });
    const served = await (await loadModel(buildServingModel(architecture, tensors))).run(feedsOf(0));
    expect(relativeError(real(served.logProbs!), real(scored.logProbs!))).toBeLessThan(1e-5);
  });

  it('does not look at what pads an utterance', async () => {
    const graph = await loadModel(buildServingModel(architecture, tensors));
    const [zeros, noise] = [await graph.run(feedsOf(0)), await graph.run(feedsOf(99))];
    expect([...real(noise.logProbs!)]).toEqual([...real(zeros.logProbs!)]);
  });
});
