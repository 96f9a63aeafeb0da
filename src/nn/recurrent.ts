import { cast, concat, expand, int64s, mul, scalar, scan, shapeOf, where } from '../graph/ops/index.ts';
import { dimOf, type Value } from '../graph/value.ts';
import type { Cell, Named } from './cells/cell.ts';
import { linear } from './linear.ts';
import type { ParameterSource } from './parameters.ts';

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
  /** The right labels, float32 `[time, batch, labels]`, for cells that are taught by them. */
  readonly gold?: Value | undefined;
  /** Whether the gates and states of each token are wanted. */
  readonly watch?: boolean;
}

/** What a direction answers. */
export interface DirectionResult {
  /** `[time, batch, hidden]`, zero on padding. */
  readonly outputs: Value;
  /** The last states, in the order of the cell's layout, if kept. */
  readonly final: readonly Value[];
  /** Scores of the labels by a cell that guesses at them, `[time, batch, labels]`. */
  readonly guesses?: Value;
  /** Gates and states by token, `[time, batch, units]`, if watched; on padding they mean nothing. */
  readonly watched: Named;
}

/**
 * A cell run over time in one direction. Padding holds the states at zero, so that a backward pass starts afresh at
 * each sentence's own last token; with `keepFinal` it leaves them as they are, so that the last states are those at
 * the sentence's own end.
 */
export function recurrent(
  source: ParameterSource,
  { x, mask }: Omit<Sequence, 'lengths'>,
  options: DirectionOptions,
): DirectionResult {
  const { cell, hidden } = options;
  const layout = cell.layout(hidden);
  const z = linear(source, x, layout.input, layout);
  const weights = Object.fromEntries(
    Object.entries(layout.parameters).map(([name, spec]) => [name, source.parameter({ name, ...spec })]),
  );
  const names = Object.keys(layout.states);
  const { stacked, final, isZeroOnPadding } =
    names.length === 0 ? atOnce(cell, weights, z) : overTime(weights, { z, mask }, options);
  const outputs = isZeroOnPadding ? stacked.output! : where(mask, stacked.output!, scalar(0));
  const { output: _, ...watched } = stacked;
  const guesses = cell.feedback?.scores(weights, outputs);
  return { outputs, final, watched, ...(guesses && { guesses }) };
}

interface Run {
  /** `output`, and what is watched. */
  readonly stacked: Named;
  readonly final: readonly Value[];
  readonly isZeroOnPadding: boolean;
}

/** A cell without states has nothing to loop over. */
function atOnce(cell: Cell, weights: Named, z: Value): Run {
  const { output, gates } = cell.step(weights, z, {});
  return { stacked: { ...gates, output }, final: [], isZeroOnPadding: false };
}

function overTime(
  weights: Named,
  { z, mask }: { readonly z: Value; readonly mask: Value },
  { cell, hidden, reverse = false, keepFinal = false, gold, watch = false }: DirectionOptions,
): Run {
  const { states: widths } = cell.layout(hidden);
  const names = Object.keys(widths);
  const forced = gold && cell.feedback?.forced ? cell.feedback.state : undefined;
  let stackedNames: string[] = [];
  let isHeld = false;
  const { final, outputs } = scan({
    initial: names.map((name) => zeroState(z, widths[name]!)),
    sequences: [z, keepFinal ? mask : cast(mask, 'float32'), ...(forced ? [gold!] : [])],
    reverse,
    step: (before, [zNow, maskNow, goldNow]) => {
      const states = Object.fromEntries(names.map((name, index) => [name, before[index]!]));
      const next = cell.step(weights, zNow!, states);
      const made = { ...next.states, ...(forced && { [forced]: goldNow! }) };
      const held = names.map((name) =>
        keepFinal ? where(maskNow!, made[name]!, states[name]!) : mul(made[name]!, maskNow!),
      );
      // The state that is the output too need not be held a second time.
      const own = names.findIndex((name) => made[name] === next.output);
      isHeld = own >= 0 && !keepFinal;
      const output = own >= 0 ? held[own]! : next.output;
      const seen = { ...(watch && { ...next.gates, ...next.states }), output };
      stackedNames = Object.keys(seen);
      return { state: held, outputs: Object.values(seen) };
    },
  });
  const stacked = Object.fromEntries(stackedNames.map((name, index) => [name, outputs[index]!]));
  return { stacked, final, isZeroOnPadding: isHeld };
}

/** Zeros `[batch, width]` for the batch of `like` `[time, batch, ...]`. */
function zeroState(like: Value, width: number): Value {
  const sizes = concat([shapeOf(like, 1, 2), int64s([width])], 0);
  return expand(scalar(0), sizes, [dimOf(like, 1), width]);
}
