import { gradients } from '../graph/gradients.ts';
import { buildModel } from '../graph/model.ts';
import { scalar } from '../graph/ops/index.ts';
import type { Cell } from '../nn/cells/cell.ts';
import type { Feeds, Output } from '../training/session.ts';
import { type ManyToOneSize, manyToOne, nudgeName } from './many-to-one.ts';

/**
 * How much the loss still depends on each state of a cell, by the steps from there to the end (the first is at the
 * end): the norm of the loss's gradient by the state, as root mean square over sequences.
 */
export type GradientReach = Readonly<Record<string, readonly number[]>>;

/** A graph that puts out the loss, and its gradient by each state at each step under the state's name. */
export function buildReachModel(cell: Cell, size: ManyToOneSize): Uint8Array {
  const { loss, nudges } = manyToOne(cell, size, { nudged: true });
  const found = gradients({ of: [loss], seeds: [scalar(1)], by: Object.values(nudges) });
  const named = Object.keys(nudges).map((name, index) => [name, found[index]!] as const);
  return buildModel('reach', { loss, ...Object.fromEntries(named) });
}

/** Runs such a graph on a batch; `run` is given what to feed besides the weights. */
export async function measureReach(
  cell: Cell,
  size: ManyToOneSize,
  batch: Feeds,
  run: (feeds: Feeds) => Promise<Record<string, Output>>,
): Promise<GradientReach> {
  const states = Object.entries(cell.layout(size.hidden).states);
  const nudges = states.map(([name, width]) => {
    const dims = [size.length, size.batch, width];
    return [nudgeName(name), { data: new Float32Array(size.length * size.batch * width), dims }] as const;
  });
  const found = await run({ ...batch, ...Object.fromEntries(nudges) });
  return Object.fromEntries(states.map(([name]) => [name, normsFromEnd(found[name]!.data, size)]));
}

/** Summed in double precision, in which squares of the smallest float32 are still above zero. */
function normsFromEnd(gradient: Float32Array, { length, batch }: ManyToOneSize): number[] {
  const width = gradient.length / length;
  return Array.from({ length }, (_, distance) => {
    const end = gradient.length - distance * width;
    const squares = gradient.subarray(end - width, end).reduce((sum, number) => sum + number * number, 0);
    return Math.sqrt(squares / batch);
  });
}
