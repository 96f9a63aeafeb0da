import type { ParameterSpec } from '../nn/parameters.ts';
import type { WeightLayout } from './weights.ts';

/** Units of each recurrent layer, before and after. */
export interface Widening {
  readonly from: number;
  readonly to: number;
}

/**
 * Trained tensors of a narrower network as first weights of a wider one that says exactly the same (Chen et al. 2016,
 * Net2Net): what the new units say counts for nothing with the old ones, and what they hear is drawn from the seed, so
 * that they can learn apart. `specs` are those of the narrower network. Throws an Error where a tensor of the one does
 * not fit the other in this way.
 */
export function growWeights(
  specs: readonly ParameterSpec[],
  tensors: ReadonlyMap<string, Float32Array>,
  { layout, widening, seed }: { layout: WeightLayout; widening: Widening; seed: number | string },
): Float32Array {
  const grown = layout.tensors(layout.initialize(seed));
  for (const { name, shape } of layout.specs) {
    const old = specs.find((spec) => spec.name === name);
    const values = tensors.get(name);
    if (!old || values === undefined || old.shape.length !== shape.length || shape.length > 2) {
      throw new Error(`there is no tensor ${name} that could be widened to [${shape.join(', ')}]`);
    }
    const axes = shape.map((size, axis) => oldPlaces(name, { from: old.shape[axis]!, to: size }, widening));
    overlay(grown.get(name)!, values, axes);
  }
  return layout.flatten(grown);
}

/** Of each index of an axis of the wider tensor, which one it was, or -1 for that of a new unit. */
function oldPlaces(name: string, { from, to }: Widening, units: Widening): Int32Array {
  if (from === to) return Int32Array.from({ length: to }, (_, index) => index);
  const blocks = from / units.from;
  // Gates, and the two directions, lie one after another, each with its own new units at its end.
  if (to < from || !Number.isInteger(blocks) || to !== blocks * units.to) {
    throw new Error(`${name} cannot be widened from ${from} to ${to}`);
  }
  return Int32Array.from({ length: to }, (_, index) => {
    const unit = index % units.to;
    return unit < units.from ? Math.floor(index / units.to) * units.from + unit : -1;
  });
}

/** Lays the old numbers over the new tensor; the first axis of a matrix is what comes in. */
function overlay(tensor: Float32Array, old: Float32Array, axes: readonly Int32Array[]): void {
  const columns = axes.at(-1)!;
  const rows = axes.length === 1 ? Int32Array.of(0) : axes[0]!;
  const width = columns.filter((column) => column >= 0).length;
  for (const [row, oldRow] of rows.entries()) {
    for (const [column, oldColumn] of columns.entries()) {
      if (oldColumn < 0) continue;
      tensor[row * columns.length + column] = oldRow < 0 ? 0 : old[oldRow * width + oldColumn]!;
    }
  }
}
