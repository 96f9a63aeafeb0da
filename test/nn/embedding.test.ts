import { describe, expect, it } from 'vitest';
import { bagEmbedding, type Combine, frozenEmbedding } from '../../src/nn/embedding.ts';
import { FedParameters } from '../../src/nn/parameters.ts';
import { quantizeTable } from '../../src/nn/quantized.ts';
import { checkGradients } from '../helpers/check-graph-gradients.ts';
import { floatTensor, Given, loadGraph } from '../helpers/run-graph.ts';

const table = [1, 10, 2, 20, 3, 30, 4, 40];
const rows = [0, -1, -1, 1, 2, 3, -1, -1, -1, 3, 3, -1];

/** Bags of three rows for two times of two sentences: of one row, of three, of none, of one row twice. */
function bags(combine: Combine, data: readonly number[] = rows) {
  const given = new Given({ time: 2, batch: 2, word_width: data.length / 4 });
  const source = new FedParameters();
  const ids = given.int('word', ['time', 'batch', 'word_width'], data);
  const vectors = bagEmbedding(source, ids, { rows: 4, dimension: 2, combine });
  const feeds = { ...given.feeds, table: floatTensor(table, [4, 2]) };
  return { source, vectors, feeds };
}

describe('bagEmbedding', () => {
  it.each([
    ['sum', [1, 10, 9, 90, 0, 0, 8, 80]],
    ['mean', [1, 10, 3, 30, 0, 0, 4, 40]],
  ] as const)('makes the %s of a bag, zeros of an empty one', async (combine, expected) => {
    const { vectors, feeds } = bags(combine);
    const { y } = await (await loadGraph({ y: vectors })).run(feeds);
    expect([...y!]).toEqual(expected);
    expect(vectors.shape).toEqual(['time', 'batch', 2]);
  });

  it.each(['sum', 'mean'] as const)('has the gradient that differences give: %s', async (combine) => {
    const { vectors, source, feeds } = bags(combine);
    expect(await checkGradients({ of: [vectors], by: source.values, feeds })).toBeLessThan(1);
  });

  it.each(['sum', 'mean'] as const)('answers the same whatever pads the bag: %s', async (combine) => {
    const wider = Array.from({ length: 4 }, (_, bag) => [-1, ...rows.slice(3 * bag, 3 * bag + 3), -1]);
    const [narrow, wide] = [bags(combine), bags(combine, wider.flat())];
    const before = await (await loadGraph({ y: narrow.vectors })).run(narrow.feeds);
    const after = await (await loadGraph({ y: wide.vectors })).run(wide.feeds);
    expect([...after.y!]).toEqual([...before.y!]);
  });
});

describe('frozenEmbedding', () => {
  it('scales the 8 bits of a row, and makes zeros of no row', async () => {
    const given = new Given({ time: 2, batch: 2 });
    const frozen = {
      rows: 3,
      dimension: 2,
      vectors: Int8Array.of(127, -128, 2, 4, -1, 0),
      scales: Float32Array.of(0.5, 0.25, 2),
    };
    const y = frozenEmbedding(given.int('vector', ['time', 'batch', 1], [0, 2, -1, 1]), frozen);
    const found = await (await loadGraph({ y })).run(given.feeds);
    expect([...found.y!]).toEqual([63.5, -64, -2, 0, 0, 0, 0.5, 1]);
    expect(y.shape).toEqual(['time', 'batch', 2]);
  });
});

describe('a table in 8 bits', () => {
  it('is off by at most half a step of the greatest number of its row', () => {
    const rows = [0.3, -0.11, 0.07, 0, 0, 0, 1e-3, 2e-3, -5e-3];
    const { vectors, scales } = quantizeTable(Float32Array.from(rows), 3);
    for (const [at, number] of rows.entries()) {
      const row = Math.floor(at / 3);
      const greatest = Math.max(...rows.slice(3 * row, 3 * row + 3).map(Math.abs));
      expect(Math.abs(vectors[at]! * scales[row]! - number)).toBeLessThanOrEqual(greatest / 254 + 1e-9);
    }
    expect([...scales.map(Math.sign)]).toEqual([1, 0, 1]);
  });

  it.each(['sum', 'mean'] as const)('stands for the trained one: %s', async (combine) => {
    const given = new Given({ time: 2, batch: 2, word_width: 3 });
    const ids = given.int('word', ['time', 'batch', 'word_width'], rows);
    const options = { rows: 4, dimension: 2, combine };
    const quantized = quantizeTable(Float32Array.from(table), 2);
    const trained = bags(combine);
    const expected = await (await loadGraph({ y: trained.vectors })).run(trained.feeds);
    const y = bagEmbedding(new FedParameters(), ids, { ...options, quantized });
    const found = await (await loadGraph({ y })).run(given.feeds);
    for (const [at, number] of found.y!.entries()) expect(number).toBeCloseTo(expected.y![at]!, 0);
  });
});
