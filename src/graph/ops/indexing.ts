import { applyOne, GraphError, type Value } from '../value.ts';

/** Rows of `table` ([rows, ...]) at `indices` (int32 or int64, any shape): `[...indices, ...row]`. */
export function gather(table: Value, indices: Value): Value {
  return applyOne({ kind: 'Gather' }, [table, indices], table.type, [
    ...indices.shape,
    ...table.shape.slice(1),
  ]);
}

/** Zeros of `shape`, with each of `updates` added at the row that `indices` names: the reverse of `gather`. */
export function scatterAdd(shape: readonly number[], indices: Value, updates: Value): Value {
  return applyOne({ kind: 'ScatterAdd', shape }, [indices, updates], updates.type, shape);
}

/** Along the last axis, the elements at `indices`, which has the rank of `x`. */
export function gatherElements(x: Value, indices: Value): Value {
  if (x.shape.length !== indices.shape.length) throw new GraphError('gatherElements takes equal ranks');
  return applyOne({ kind: 'GatherElements' }, [x, indices], x.type, indices.shape);
}

/** `x` with `updates` added along the last axis at `indices`: the reverse of `gatherElements`. */
export function scatterElementsAdd(x: Value, indices: Value, updates: Value): Value {
  return applyOne({ kind: 'ScatterElementsAdd' }, [x, indices, updates], x.type, x.shape);
}
