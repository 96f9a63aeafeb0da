import type { Value } from '../../graph/value.ts';
import type { Initializer } from '../init.ts';

/** A tensor that a cell uses inside its step, by the name that its equations give it. */
export interface CellParameter {
  readonly shape: readonly number[];
  readonly initializer: Initializer;
}

/** How ONNX's fused operator computes the same cell. */
export interface FusedCell {
  readonly operator: 'LSTM' | 'GRU' | 'RNN';
  readonly options: Readonly<Record<string, number>>;
}

/**
 * A recurrent cell: one step. Looping, direction and padding are the business of `recurrent`.
 * The input's share `z = x W + b`, `[batch, gates * hidden]`, is computed for all times at once, outside the loop.
 */
export interface Cell {
  readonly name: string;
  /** Width of `z` in units of the hidden size. */
  readonly gates: number;
  /** Names of the states, each `[batch, hidden]`; the first is the cell's output. */
  readonly states: readonly string[];
  /** Weights used inside the step. */
  readonly parameters: (hidden: number) => Readonly<Record<string, CellParameter>>;
  /** How the bias `b` of `z` starts. */
  readonly bias: (hidden: number) => Initializer;
  /** The states after one step. */
  readonly step: (parameters: Readonly<Record<string, Value>>, z: Value, states: readonly Value[]) => Value[];
  readonly fused?: FusedCell;
}
