import { describe, expect, it } from 'vitest';
import { input } from '../../src/graph/ops/index.ts';
import type { Value } from '../../src/graph/value.ts';
import { buildCell, cellSchema } from '../../src/nn/cells/index.ts';
import { FedParameters } from '../../src/nn/parameters.ts';
import { type DirectionOptions, recurrent } from '../../src/nn/recurrent.ts';
import { floatTensor, loadGraph, relativeError } from '../helpers/run-graph.ts';
import { type CellCase, cellCases, units } from './cell-cases.ts';
import { jordanOracle, type Oracle, readBackward, type Trace, weightsUnder } from './cell-oracles.ts';
import { padded, parameterFeeds, parameterTensors, sentenceOf, sentencesOf, sequenceInput } from './layer.ts';

const [size, labels] = [3, 4];
const lengths = [5, 1, 11, 8];
const sentences = sentencesOf(lengths, size);

/** The right labels of each sentence, one at each token. */
const gold = sentences.map((tokens, sentence) =>
  tokens.map((_, now) =>
    Array.from({ length: labels }, (_, label) => Number((now * 3 + sentence) % labels === label)),
  ),
);

/** One direction of a cell with random weights, run over all sentences in one padded batch. */
async function run(
  cell: CellCase['cell'],
  { forced = false, ...options }: Partial<DirectionOptions> & { readonly forced?: boolean },
) {
  const built = buildCell(cellSchema.parse(cell), { labels });
  const source = new FedParameters();
  const right = forced ? input('gold', 'float32', ['time', 'batch', labels]) : undefined;
  const { outputs, watched } = recurrent(source, sequenceInput(size), {
    cell: built,
    hidden: units,
    gold: right,
    watch: true,
    ...options,
  });
  const tensors = parameterTensors(source.specs, JSON.stringify(cell), 0.5);
  const batch = padded(sentences, 12);
  const told = Array.from({ length: 12 }, (_, now) => gold.map((one) => one[now] ?? Array(labels).fill(77)));
  const found = await (await loadGraph({ output: outputs, ...watched })).run({
    ...parameterFeeds(source.specs, tensors),
    ...batch,
    gold: floatTensor(told.flat(2), [12, sentences.length, labels]),
  });
  const weights = weightsUnder('', source.specs, tensors);
  const traces = sentences.map((_, sentence) => traceOf(found, { output: outputs, ...watched }, sentence));
  return { weights, traces };
}

/** What was found of one sentence, token by token. */
function traceOf(
  found: Readonly<Record<string, Float32Array>>,
  values: Readonly<Record<string, Value>>,
  sentence: number,
): Trace[] {
  const length = lengths[sentence]!;
  const parts = Object.entries(values).map(([name, { shape }]) => {
    const part = { sentence, length, batch: sentences.length, size: Number(shape.at(-1)) };
    return [name, sentenceOf(found[name]!, part)] as const;
  });
  return Array.from(
    { length },
    (_, now) => Object.fromEntries(parts.map(([name, rows]) => [name, rows[now]!])) as Trace,
  );
}

function expectTraces(found: readonly Trace[], expected: readonly Trace[]): void {
  expect(Object.keys(found[0]!).sort()).toEqual(Object.keys(expected[0]!).sort());
  for (const [now, trace] of expected.entries()) {
    for (const [name, numbers] of Object.entries(trace)) {
      expect(relativeError(found[now]![name]!, numbers), `${name} at ${now}`).toBeLessThan(1e-5);
    }
  }
}

describe.each(cellCases)('$title', ({ cell, oracle }) => {
  it.each([
    ['forward', false, oracle],
    ['backward', true, readBackward(oracle)],
  ])('computes its equations, gates and states as well: %s', async (_name, reverse, read) => {
    const { weights, traces } = await run(cell, { reverse });
    for (const [index, tokens] of sentences.entries()) {
      expectTraces(traces[index]!, read(weights, tokens, units));
    }
  });
});

describe('jordan', () => {
  const told = (right: readonly (readonly number[])[], reverse: boolean): Oracle =>
    reverse ? readBackward(jordanOracle(right.toReversed())) : jordanOracle(right);

  it.each([
    ['forward', false],
    ['backward', true],
  ])(
    'is given the right label of the token that was read before, when it is forced: %s',
    async (_name, reverse) => {
      const { weights, traces } = await run('jordan', { reverse, forced: true });
      const free = await run('jordan', { reverse });
      for (const [index, tokens] of sentences.entries()) {
        const expected = told(gold[index]!, reverse)(weights, tokens, units);
        expectTraces(traces[index]!, expected);
        const far = relativeError(
          traces[index]!.flatMap(({ output }) => output),
          free.traces[index]!.flatMap(({ output }) => output),
        );
        if (tokens.length > 1) expect(far).toBeGreaterThan(0.01);
      }
    },
  );

  it('goes by its own guess when it runs free, whatever it is told', async () => {
    const cell = { name: 'jordan', feedback: 'free-running' } as const;
    const { weights, traces } = await run(cell, { forced: true });
    for (const [index, tokens] of sentences.entries()) {
      expectTraces(traces[index]!, jordanOracle()(weights, tokens, units));
    }
  });
});

describe('clockwork', () => {
  const periods = [1, 1, 2, 2, 4, 4, 8];

  it.each([
    ['forward', false],
    ['backward', true],
  ])('keeps units still between their ticks, counted from where reading starts: %s', async (_, reverse) => {
    const { traces } = await run('clockwork', { reverse });
    for (const trace of traces) {
      const read = (reverse ? trace.toReversed() : trace).map(({ output }) => output);
      const before = [Array<number>(units).fill(0), ...read];
      for (const [now, h] of read.entries()) {
        const moved = h.map((number, unit) => number !== before[now]![unit]);
        expect(moved).toEqual(periods.map((period) => now % period === 0));
      }
    }
  });
});

describe('irnn', () => {
  it('has units on and off in the sentences of this file', async () => {
    const { traces } = await run('irnn', {});
    const numbers = traces.flat().flatMap(({ output }) => output);
    const on = numbers.filter((number) => number > 0).length / numbers.length;
    expect(on).toBeGreaterThan(0.2);
    expect(on).toBeLessThan(0.8);
  });
});
