import { describe, expect, it } from 'vitest';
import { dropoutMask, FedDropout, noDropout } from '../../src/nn/dropout.ts';
import { randomSource } from '../../src/random.ts';
import { floatTensor, Given, loadGraph } from '../helpers/run-graph.ts';

describe('dropout', () => {
  it('zeroes units at the given rate and scales up the rest', () => {
    const spec = { name: 'dropout', size: 100, rate: 0.3 };
    const mask = dropoutMask(spec, 50, randomSource('dropout'));
    expect(mask).toHaveLength(5000);
    expect(new Set(mask)).toEqual(new Set([0, Math.fround(1 / 0.7)]));
    const mean = mask.reduce((sum, number) => sum + number, 0) / mask.length;
    expect(Math.abs(mean - 1)).toBeLessThan(0.03);
    expect(mask).toEqual(dropoutMask(spec, 50, randomSource('dropout')));
    expect(mask).not.toEqual(dropoutMask(spec, 50, randomSource('another')));
  });

  it('zeroes the same units of a sentence at all times', async () => {
    const given = new Given({ time: 3, batch: 2 });
    const dropout = new FedDropout();
    const x = given.float('x', ['time', 'batch', 2], Array(12).fill(3));
    const y = dropout.apply('dropout_input', x, 0.5);
    expect(dropout.specs).toEqual([{ name: 'dropout_input', size: 2, rate: 0.5 }]);
    const found = await (await loadGraph({ y })).run({
      ...given.feeds,
      dropout_input: floatTensor([0, 2, 2, 0], [2, 2]),
    });
    expect([...found.y!]).toEqual([0, 6, 6, 0, 0, 6, 6, 0, 0, 6, 6, 0]);
  });

  it('adds nothing to the graph at rate 0 and when serving', () => {
    const x = new Given().float('x', ['time', 'batch', 2]);
    const dropout = new FedDropout();
    expect(dropout.apply('none', x, 0)).toBe(x);
    expect(dropout.specs).toEqual([]);
    expect(noDropout.apply('none', x, 0.5)).toBe(x);
  });
});
