import { gradients } from '../graph/gradients.ts';
import { buildModel } from '../graph/model.ts';
import { constant, greaterOrEqual, input, scalar } from '../graph/ops/index.ts';
import { elmanCell } from '../nn/cells/elman.ts';
import { FedParameters } from '../nn/parameters.ts';
import { recurrent } from '../nn/recurrent.ts';
import { type Feed, TrainingSession } from '../training/session.ts';

/** What the unit answers for one weight, and how that changes with the weight. */
export interface LinearUnitPoint {
  readonly w: number;
  readonly y: number;
  readonly gradient: number;
}

/**
 * The smallest recurrent network: one linear unit whose only weight w leads back to itself, given 1 at the first of
 * `steps` steps and 0 after it. Its answer and gradient are computed as for any network here: by a scan over time, and
 * by back-propagation through it, in float32.
 */
export async function runLinearUnit(
  weights: readonly number[],
  steps: number,
): Promise<readonly LinearUnitPoint[]> {
  const session = await TrainingSession.create(buildLinearUnit());
  try {
    const x = new Float32Array(steps);
    x[0] = 1;
    const fixed = { x: { data: x, dims: [steps, 1, 1] }, W: number(1, [1, 1]), b: number(0, [1]) };
    const points: LinearUnitPoint[] = [];
    for (const w of weights) {
      const { y, gradient } = await session.run({ ...fixed, R: number(w, [1, 1]) });
      points.push({ w, y: y!.data[0]!, gradient: gradient!.data[0]! });
    }
    return points;
  } finally {
    await session.release();
  }
}

/** The same by hand: y = w^(steps - 1) and dy/dw = (steps - 1) w^(steps - 2). */
export function linearUnitByHand(w: number, steps: number): LinearUnitPoint {
  return { w, y: w ** (steps - 1), gradient: (steps - 1) * w ** (steps - 2) };
}

function buildLinearUnit(): Uint8Array {
  const source = new FedParameters();
  const x = input('x', 'float32', ['time', 1, 1]);
  const mask = greaterOrEqual(x, scalar(0));
  const cell = elmanCell({ activation: (h) => h });
  const { final } = recurrent(source, { x, mask }, { cell, hidden: 1, keepFinal: true });
  const y = final[0]!;
  const R = source.values[source.specs.findIndex(({ name }) => name === 'R')]!;
  const [gradient] = gradients({ of: [y], seeds: [constant(Float32Array.of(1), [1, 1])], by: [R] });
  return buildModel('linear-unit', { y, gradient: gradient! });
}

function number(value: number, dims: readonly number[]): Feed {
  return { data: Float32Array.of(value), dims };
}
