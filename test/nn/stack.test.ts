import { describe, expect, it } from 'vitest';
import { buildModel } from '../../src/graph/model.ts';
import { buildCell, cellSchema } from '../../src/nn/cells/index.ts';
import { type Reading, readings, recurrentLayer } from '../../src/nn/layer.ts';
import { FedParameters, type ParameterSource, scope, storedParameters } from '../../src/nn/parameters.ts';
import { decodeModel, operatorCounts } from '../helpers/read-graph.ts';
import { loadGraph, loadModel, relativeError } from '../helpers/run-graph.ts';
import { cellCases, units } from './cell-cases.ts';
import { feedForwardOracle, type Oracle, readBackward, weightsUnder } from './cell-oracles.ts';
import {
  padded,
  parameterFeeds,
  parameterTensors,
  type Sentence,
  sentenceOf,
  sentencesOf,
  sequenceInput,
} from './layer.ts';

const [size, depth] = [3, 3];
const sequence = sequenceInput(size);

/** The directions of a layer, and how the oracle reads in each. */
function directionsOf(reading: Reading, oracle: Oracle): readonly (readonly [name: string, read: Oracle])[] {
  const forward = ['forward', oracle] as const;
  const backward = ['backward', readBackward(oracle)] as const;
  // Without memory one direction says all.
  if (reading === 'forward' || oracle === feedForwardOracle) return [forward];
  return reading === 'backward' ? [backward] : [forward, backward];
}

describe.each(cellCases)('three layers of $title', ({ cell: given, oracle, title }) => {
  const cell = buildCell(cellSchema.parse(given), { labels: 4 });

  function stack(source: ParameterSource, reading: Reading) {
    let x = sequence.x;
    for (let layer = 0; layer < depth; layer++) {
      const options = { cell, hidden: units, reading };
      x = recurrentLayer(scope(source, `layer${layer}`), { ...sequence, x }, options).outputs;
    }
    return x;
  }

  it.each(readings)('are what their equations say, as loops and as they serve: %s', async (reading) => {
    const source = new FedParameters();
    const fed = await loadGraph({ outputs: stack(source, reading) });
    const tensors = parameterTensors(source.specs, `${title} ${reading}`, 0.3);
    const bytes = buildModel('served', { outputs: stack(storedParameters(tensors), reading) });
    const served = await loadModel(bytes);
    const counts = operatorCounts(decodeModel(bytes).graph);
    if (cell.fused) expect([counts[cell.fused.operator], counts.Scan]).toEqual([depth, undefined]);

    const directions = directionsOf(reading, oracle);
    const through = (tokens: Sentence): Sentence => {
      let x = tokens;
      for (let layer = 0; layer < depth; layer++) {
        const read = directions.map(([direction, ofDirection]) => {
          const weights = weightsUnder(`layer${layer}.${direction}.`, source.specs, tensors);
          return ofDirection(weights, x, units).map(({ output }) => output);
        });
        x = x.map((_, now) => read.flatMap((outputs) => outputs[now]!));
      }
      return x;
    };

    for (const lengths of [[9, 1, 4, 9, 2], [6], [1]]) {
      const sentences = sentencesOf(lengths, size);
      const batch = padded(sentences, lengths[0]! + 2);
      const weights = parameterFeeds(source.specs, tensors);
      for (const { outputs } of [await fed.run({ ...batch, ...weights }), await served.run(batch)]) {
        for (const [sentence, tokens] of sentences.entries()) {
          const width = units * directions.length;
          const part = { sentence, length: tokens.length, batch: lengths.length, size: width };
          const found = sentenceOf(outputs!, part).flat();
          expect(relativeError(found, through(tokens).flat())).toBeLessThan(1e-5);
        }
      }
    }
  });
});
