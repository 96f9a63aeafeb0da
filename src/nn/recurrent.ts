import { cast, concat, expand, int64s, mul, scalar, scan, shapeOf, where } from '../graph/ops/index.ts';
import { dimOf, type Value } from '../graph/value.ts';
import type { Cell } from './cells/cell.ts';
import { fusedBidirectional } from './fused.ts';
import { linear } from './linear.ts';
import { type ParameterSource, scope } from './parameters.ts';

/** Sentences of a batch as the network sees them. */
export interface Sequence {
  /** float32 `[time, batch, input]` */
  readonly x: Value;
  /** bool `[time, batch, 1]`, true on tokens and false on padding. */
  readonly mask: Value;
  /** int32 `[batch]`, the tokens of each sentence. */
  readonly lengths: Value;
}

/** One direction of a recurrent layer. */
export interface DirectionOptions {
  readonly cell: Cell;
  readonly hidden: number;
  readonly reverse?: boolean;
  /** Whether the last states are wanted; keeping them through padding costs time in the loop. */
  readonly keepFinal?: boolean;
}

/** What a direction answers: outputs `[time, batch, hidden]`, zero on padding, and the last states if kept. */
export interface DirectionResult {
  readonly outputs: Value;
  readonly final: readonly Value[];
}

/**
 * A cell run over time in one direction. Padding holds the states at zero, so that a backward pass starts afresh at
 * each sentence's own last token; with `keepFinal` it leaves them as they are, so that the last states are those at
 * the sentence's own end.
 */
export function recurrent(
  source: ParameterSource,
  { x, mask }: Omit<Sequence, 'lengths'>,
  { cell, hidden, reverse = false, keepFinal = false }: DirectionOptions,
): DirectionResult {
  const z = linear(source, x, cell.gates * hidden, cell.bias(hidden));
  const weights = Object.fromEntries(
    Object.entries(cell.parameters(hidden)).map(([name, spec]) => [
      name,
      source.parameter({ name, ...spec }),
    ]),
  );
  const sizes = concat([shapeOf(x, 1, 2), int64s([hidden])], 0);
  const first = expand(scalar(0), sizes, [dimOf(x, 1), hidden]);
  const { final, outputs } = scan({
    initial: cell.states.map(() => first),
    sequences: [z, keepFinal ? mask : cast(mask, 'float32')],
    reverse,
    step: (states, [zNow, maskNow]) => {
      const hold = (state: Value, before: Value) =>
        keepFinal ? where(maskNow!, state, before) : mul(state, maskNow!);
      const next = cell.step(weights, zNow!, states).map((state, index) => hold(state, states[index]!));
      return { state: next, outputs: [next[0]!] };
    },
  });
  return { outputs: keepFinal ? where(mask, outputs[0]!, scalar(0)) : outputs[0]!, final };
}

/**
 * Both directions side by side: `[time, batch, 2 * hidden]`, forward first.
 * From trained weights, a cell that ONNX has a fused operator for is built as that operator.
 */
export function bidirectional(
  source: ParameterSource,
  sequence: Sequence,
  options: Omit<DirectionOptions, 'reverse'>,
): Value {
  const forward = scope(source, 'forward');
  const backward = scope(source, 'backward');
  const { fused } = options.cell;
  if (fused && forward.stored && backward.stored) {
    const cell = { ...options.cell, fused };
    const directions = [forward.stored, backward.stored] as const;
    return fusedBidirectional(sequence.x, sequence.lengths, { cell, hidden: options.hidden, directions });
  }
  const outputs = [
    recurrent(forward, sequence, options).outputs,
    recurrent(backward, sequence, { ...options, reverse: true }).outputs,
  ];
  return concat(outputs, -1);
}
