import { expect, it } from 'vitest';
import { encodeOpinions, type Opinion } from '../../../src/tasks/tag/opinions.ts';
import { eachOfRow, RowCollector } from '../../../src/tasks/tag/sparse-rows.ts';

function rowsOf(rows: readonly Readonly<Record<number, number>>[]) {
  const collector = new RowCollector(rows.length);
  // From the last to the first: rows come in any order.
  for (const [index, row] of [...rows.entries()].reverse()) {
    collector.put(index, new Map(Object.entries(row).map(([place, value]) => [Number(place), value])));
  }
  return collector.pack();
}

it('keeps rows of few numbers, in memory that threads share', () => {
  const rows = rowsOf([{ 3: 0.5, 70: 0.25 }, {}, { 0: 1 }]);
  const found = [0, 1, 2].map((row) => {
    const numbers: [number, number][] = [];
    eachOfRow(rows, row, (place, value) => numbers.push([place, value]));
    return numbers;
  });
  expect(found).toEqual([
    [
      [3, 0.5],
      [70, 0.25],
    ],
    [],
    [[0, 1]],
  ]);
  for (const array of Object.values(rows)) expect(array.buffer).toBeInstanceOf(SharedArrayBuffer);
});

it('feeds what was thought of each sentence as it is shown, padding left 0, with the arcs summed', () => {
  const opinion = (shift: number): Opinion => ({
    // Two labels; sentences of two tokens and of one.
    labels: rowsOf([{ 0: 0.25 + shift, 1: 0.75 - shift, 2: 1 }, { 1: 1 }]),
    arcs: rowsOf([{ 6: 1, 8: 0.5 }, { 8: 0.25 + shift }]),
  });
  const opinions = { asWritten: opinion(0), lowerCased: opinion(0.125) };
  const shown = [
    { index: 1, lowerCased: true },
    { index: 0, lowerCased: false },
  ];
  const { teacher, teacher_arcs } = encodeOpinions(shown, opinions, { time: 3, labels: 2 });
  expect(teacher.dims).toEqual([3, 2, 2]);
  expect([...teacher.data]).toEqual([0, 1, 0.25, 0.75, 0, 0, 1, 0, 0, 0, 0, 0]);
  expect(teacher_arcs.dims).toEqual([3, 3]);
  expect([...teacher_arcs.data]).toEqual([0, 0, 0, 0, 0, 0, 1, 0, 0.875]);
});
