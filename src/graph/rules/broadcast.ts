import { reduceSum } from '../ops/index.ts';
import type { Shape, Value } from '../value.ts';

/** `g` summed over the axes along which a tensor of `shape` was broadcast to it. */
export function squeezeTo(g: Value, shape: Shape): Value {
  const extra = g.shape.length - shape.length;
  const leading = extra > 0 ? reduceSum(g, [...Array(extra).keys()]) : g;
  const broadcast = [...shape.keys()].filter((axis) => shape[axis] === 1 && leading.shape[axis] !== 1);
  return broadcast.length > 0 ? reduceSum(leading, broadcast, true) : leading;
}
