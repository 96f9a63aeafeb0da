import { Tensor } from 'onnxruntime-node';
import { gradients } from '../../src/graph/gradients.ts';
import { input } from '../../src/graph/ops/index.ts';
import type { Value } from '../../src/graph/value.ts';
import { randomSource } from '../../src/random.ts';
import { awayFromZero, type Feeds, loadGraph, type Results } from './run-graph.ts';

/** What is differentiated by what, at which point. */
export interface Differentiated {
  readonly of: readonly Value[];
  /** Inputs of the graph. */
  readonly by: readonly Value[];
  readonly feeds: Feeds;
  /** Values of rectified units. Where a difference switches one of them on or off, it says nothing of the slope. */
  readonly kinks?: readonly Value[];
}

/** Entries of one input's gradient: from their index to the number. */
export type Entries = ReadonlyMap<number, number>;

/** Steps whose halves and sums are exact in float32; see `differences`. */
const step = 2 ** -6;

/**
 * d loss / d feeds[name] at `indexes` by central differences at two distances, of which Richardson's combination
 * cancels the cubic term. That allows steps so wide that float32's noise comes to about 1e-5 for losses near 1.
 * An index is left out if the loss is NaN somewhere there, which is how a loss says that a kink was crossed.
 */
export async function differences(
  loss: (feeds: Feeds) => Promise<number>,
  feeds: Feeds,
  name: string,
  indexes: Iterable<number>,
): Promise<Entries> {
  const { data, dims } = feeds[name]!;
  const at = async (index: number, offset: number): Promise<readonly [moved: number, loss: number]> => {
    const moved = Float32Array.from(data as Float32Array);
    moved[index]! += offset;
    return [moved[index]!, await loss({ ...feeds, [name]: new Tensor('float32', moved, dims) })];
  };
  const slope = async (index: number, distance: number): Promise<number> => {
    const [right, above] = await at(index, distance);
    const [left, below] = await at(index, -distance);
    return (above - below) / (right - left);
  };
  const found = new Map<number, number>();
  for (const index of indexes) {
    const [near, far] = [await slope(index, step), await slope(index, 2 * step)];
    if (!Number.isNaN(near + far)) found.set(index, (4 * near - far) / 3);
  }
  return found;
}

/**
 * The worst disagreement between gradients and differences, in units of what float32 allows: 1 is the limit.
 * The limit is well above the noise (1e-5 to 1e-4) and well below the error of a rule that is wrong by a tenth.
 */
export function disagreement(gradient: ArrayLike<number>, numeric: Entries): number {
  const ratios = [...numeric].map(([index, expected]) => {
    const ratio = Math.abs(gradient[index]! - expected) / (1e-3 + 5e-3 * Math.abs(expected));
    return Number.isFinite(ratio) ? ratio : Number.POSITIVE_INFINITY;
  });
  return Math.max(0, ...ratios);
}

const seedName = (index: number): string => `seed_of_output_${index}`;

/** `loss`, but NaN where `units` are not on and off as they are at `feeds`. */
export async function withinKinks(
  loss: (feeds: Feeds) => Promise<number>,
  units: (feeds: Feeds) => Promise<Results>,
  feeds: Feeds,
): Promise<(feeds: Feeds) => Promise<number>> {
  const pattern = async (at: Feeds) =>
    Object.values(await units(at))
      .map((unit) => unit.map(Math.sign).join())
      .join();
  const here = await pattern(feeds);
  return async (moved) => ((await pattern(moved)) === here ? loss(moved) : Number.NaN);
}

/** A seeded random projection of the outputs: the loss whose gradient is checked. */
async function projection({ of, feeds, kinks = [] }: Differentiated) {
  const { tensors } = await loadGraph(Object.fromEntries(of.map((value, index) => [`y${index}`, value])));
  const random = randomSource('projection');
  const results = await tensors(feeds);
  const weights = of.map((_, index) => awayFromZero(random, results[`y${index}`]!.size));
  const loss = async (moved: Feeds): Promise<number> => {
    const found = await tensors(moved);
    return weights.reduce((sum, weight, index) => {
      const y = found[`y${index}`]!.data as Float32Array;
      return weight.reduce((total, number, entry) => total + number * y[entry]!, sum);
    }, 0);
  };
  const seeds = weights.map((weight, index) => {
    const { dims } = results[`y${index}`]!;
    return [seedName(index), new Tensor('float32', weight, dims)] as const;
  });
  const units = Object.fromEntries(kinks.map((value, index) => [`unit${index}`, value]));
  const smooth = kinks.length > 0 ? await withinKinks(loss, (await loadGraph(units)).run, feeds) : loss;
  return { loss: smooth, seeds: Object.fromEntries(seeds) };
}

/** What differences say about each input, and the seeds that make the gradients comparable. */
export async function numericGradients(checked: Differentiated) {
  const { loss, seeds } = await projection(checked);
  const entries: Entries[] = [];
  for (const value of checked.by) {
    const name = nameOf(value);
    entries.push(
      await differences(loss, checked.feeds, name, checked.feeds[name]!.data.keys() as Iterable<number>),
    );
  }
  return { entries, seeds };
}

/** The gradients that the graph computes, zeros where it says that there is none. */
export async function graphGradients(
  { of, by, feeds }: Differentiated,
  seeds: Feeds,
): Promise<Float32Array[]> {
  const given = of.map((value, index) => input(seedName(index), value.type, value.shape));
  const found = gradients({ of, seeds: given, by });
  const named = found.flatMap((value, index) => (value ? [[`g${index}`, value] as const] : []));
  const outputs = Object.fromEntries(named);
  const results = named.length > 0 ? await (await loadGraph(outputs)).run({ ...feeds, ...seeds }) : {};
  return by.map((value, index) => results[`g${index}`] ?? new Float32Array(feeds[nameOf(value)]!.size));
}

/** The worst disagreement of a graph's gradients with differences; right when below 1. */
export async function checkGradients(checked: Differentiated): Promise<number> {
  const { entries, seeds } = await numericGradients(checked);
  const found = await graphGradients(checked, seeds);
  const left = entries.map(({ size }, index) => size / checked.feeds[nameOf(checked.by[index]!)]!.size);
  if (Math.min(...left) < 0.5) throw new Error(`too close to kinks: ${left} of the differences are left`);
  return Math.max(...found.map((gradient, index) => disagreement(gradient, entries[index]!)));
}

function nameOf({ node }: Value): string {
  if (node.op.kind !== 'Input') throw new Error('gradients are checked by inputs');
  return node.op.name;
}
