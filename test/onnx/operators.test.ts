import { describe, expect, it } from 'vitest';
import { emitters } from '../../src/graph/emit/operators.ts';
import type { Value } from '../../src/graph/value.ts';
import { loadGraph, relativeError } from '../helpers/run-graph.ts';
import { type Expected, expected, feeds } from './operator-cases.ts';

const nested = (list: Expected['data']): readonly (readonly number[])[] =>
  Array.isArray(list[0]) ? (list as readonly (readonly number[])[]) : [list as readonly number[]];

describe('the operators in onnxruntime', () => {
  it('are all in the table', () => {
    const others = ['Input', 'Constant', 'Scan', 'Range', 'ScatterAdd', 'Shift'];
    expect(Object.keys(expected).sort()).toEqual([...Object.keys(emitters), ...others].sort());
  });

  it.each(Object.entries(expected))('compute what plain arithmetic does: %s', async (kind, cases) => {
    for (const [index, { build, dims, data }] of cases.entries()) {
      const built = build();
      const values = Array.isArray(built) ? (built as Value[]) : [built as Value];
      const outputs = Object.fromEntries(values.map((value, output) => [`y${output}`, value]));
      const graph = await loadGraph(outputs);
      const [tensors, results] = [await graph.tensors(feeds), await graph.run(feeds)];
      const shapes = values.length > 1 ? dims : [dims];
      for (const [output, value] of values.entries()) {
        const label = `${kind} ${index}, output ${output}`;
        expect(tensors[`y${output}`]!.type, label).toBe(value.type);
        expect(tensors[`y${output}`]!.dims, label).toEqual(shapes[output]);
        const wanted = values.length > 1 ? nested(data)[output]! : (data as readonly number[]);
        expect(relativeError(results[`y${output}`]!, wanted), label).toBeLessThan(1e-6);
      }
    }
  });
});
