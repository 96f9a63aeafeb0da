import type { Splits } from '../corpus/splits.ts';
import { type LossAt, openLoss } from './loss-at.ts';
import { smallTagger, trainSmallTagger } from './small-tagger.ts';

/** Of which tagger, and how finely, the loss is looked at. */
export interface LossSurfaceSettings {
  readonly epochs: number;
  readonly seed: number;
  /** Sentences of the batch, the longest of the training part. */
  readonly sentences: number;
  /** Both weights of the map go from minus to plus this. */
  readonly range: number;
  /** Values of each weight of the map. */
  readonly points: number;
  /** All recurrent weights together are multiplied by up to this. */
  readonly largestScale: number;
  /** Points of a slice. */
  readonly slicePoints: number;
}

/** A recurrent weight of the tagger: from unit `from` to unit `to`, counted from 0. */
export interface RecurrentWeight {
  readonly from: number;
  readonly to: number;
  readonly trained: number;
}

/** Loss and gradient norm along a line through the weights. */
export type Slice = readonly { readonly at: number; readonly loss: number; readonly gradientNorm: number }[];

/** The loss of one batch as a function of recurrent weights; losses are means of a sentence. */
export interface LossSurface {
  readonly settings: LossSurfaceSettings;
  /** F1 on dev of the tagger, and its loss on the batch. */
  readonly trained: { readonly devF1: number; readonly loss: number; readonly longest: number };
  /** The two weights of the map: that of the largest gradient at the trained weights, and the next without a unit of it. */
  readonly weights: readonly [RecurrentWeight, RecurrentWeight];
  /** The values of either weight. */
  readonly axis: readonly number[];
  /** By the first weight, then by the second. */
  readonly loss: readonly (readonly number[])[];
  /** The norm of the gradient by these two weights. */
  readonly slope: readonly (readonly number[])[];
  /** Along the first weight, all others as trained; the gradient is by that weight. */
  readonly alongWeight: Slice;
  /** All recurrent weights multiplied by one number; the gradient is by all of them. */
  readonly alongScale: Slice;
}

/** Trains a small Elman tagger and looks at its loss around and far from where training ended. */
export async function measureLossSurface(
  splits: Splits,
  settings: LossSurfaceSettings,
): Promise<LossSurface> {
  const { epochs, seed, range, points, largestScale, slicePoints } = settings;
  const setup = smallTagger(splits, {
    cell: 'elman',
    optimizer: { name: 'adam', learningRate: 0.01 },
    clipping: { norm: 1 },
    epochs,
    seed,
  });
  const { weights, devF1 } = await trainSmallTagger(setup, splits);
  const lossAt = await openLoss(setup, weights, settings.sentences);
  try {
    const { R, gradient, longest } = lossAt;
    const loss = await lossAt.evaluate();
    const [first, second] = largestTwo(gradient);
    const axis = spread(-range, range, points);
    const map = await mapOf(lossAt, [first, second], axis);
    return {
      settings,
      trained: { devF1: devF1.at(-1)!, loss: rounded(loss), longest },
      weights: [weightAt(R, first), weightAt(R, second)],
      axis,
      ...map,
      alongWeight: await sliceOf(lossAt, spread(-range, range, slicePoints), (at, trained) => {
        R.set(trained);
        R[first] = at;
        return () => Math.abs(gradient[first]!);
      }),
      alongScale: await sliceOf(lossAt, spread(0, largestScale, slicePoints), (at, trained) => {
        for (let i = 0; i < R.length; i++) R[i] = at * trained[i]!;
        return () => Math.hypot(...gradient);
      }),
    };
  } finally {
    await lossAt.close();
  }
}

async function mapOf({ R, gradient, evaluate }: LossAt, pair: readonly [number, number], axis: number[]) {
  const [first, second] = pair;
  const trained = Float32Array.from(R);
  const loss: number[][] = [];
  const slope: number[][] = [];
  for (const a of axis) {
    const losses: number[] = [];
    const slopes: number[] = [];
    for (const b of axis) {
      R[first] = a;
      R[second] = b;
      losses.push(rounded(await evaluate()));
      slopes.push(rounded(Math.hypot(gradient[first]!, gradient[second]!)));
    }
    loss.push(losses);
    slope.push(slopes);
  }
  R.set(trained);
  return { loss, slope };
}

/** `place` sets the weights for a point and answers how its gradient norm is read. */
async function sliceOf(
  { R, evaluate }: LossAt,
  axis: readonly number[],
  place: (at: number, trained: Float32Array) => () => number,
): Promise<Slice> {
  const trained = Float32Array.from(R);
  const slice: { at: number; loss: number; gradientNorm: number }[] = [];
  for (const at of axis) {
    const norm = place(at, trained);
    const loss = rounded(await evaluate());
    slice.push({ at, loss, gradientNorm: rounded(norm()) });
  }
  R.set(trained);
  return slice;
}

/** The place of the largest gradient, and of the largest among weights that share no unit with that one. */
function largestTwo(gradient: Float32Array): readonly [number, number] {
  const hidden = Math.sqrt(gradient.length);
  const order = [...gradient.keys()].sort((a, b) => Math.abs(gradient[b]!) - Math.abs(gradient[a]!));
  const first = order[0]!;
  const own = unitsOf(first, hidden);
  return [first, order.find((index) => !unitsOf(index, hidden).some((unit) => own.includes(unit)))!];
}

function unitsOf(index: number, hidden: number): readonly [from: number, to: number] {
  return [Math.floor(index / hidden), index % hidden];
}

function weightAt(R: Float32Array, index: number): RecurrentWeight {
  const [from, to] = unitsOf(index, Math.sqrt(R.length));
  return { from, to, trained: rounded(R[index]!) };
}

/** `count` values from `low` to `high`, evenly. */
function spread(low: number, high: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => rounded(low + ((high - low) * index) / (count - 1)));
}

/** Six digits: float32 has no more that mean something. */
function rounded(number: number): number {
  return Number(number.toPrecision(6));
}
