import type { z } from 'zod';
import type { Value } from '../../graph/value.ts';
import type { Initializer } from '../init.ts';

/** A tensor that a cell uses inside its step, by the name that its equations give it. */
export interface CellParameter {
  readonly shape: readonly number[];
  readonly initializer: Initializer;
}

/** Values by the names of the equations. */
export type Named = Readonly<Record<string, Value>>;

/** The sizes of a cell and how its weights start. */
export interface CellLayout {
  /** Width of the input's share `z = x W + b`. */
  readonly input: number;
  /** How `W` starts; uniform (Glorot) unless given. */
  readonly W?: Initializer;
  /** How `b` starts; zeros unless given. */
  readonly b?: Initializer;
  /** Widths of the states, which start at zero; none for a cell without memory. */
  readonly states: Readonly<Record<string, number>>;
  /** Weights used inside the step. */
  readonly parameters: Readonly<Record<string, CellParameter>>;
}

/** What one step makes. */
export interface CellStep {
  /** What the layer above sees, `[batch, hidden]`; often one of the states. */
  readonly output: Value;
  readonly states: Named;
  /** What else is worth seeing, such as gates. */
  readonly gates?: Named;
}

/** How ONNX's fused operator computes the same cell. */
export interface FusedCell {
  readonly operator: 'LSTM' | 'GRU' | 'RNN';
  /** Attributes of the operator that are whole numbers. */
  readonly options?: Readonly<Record<string, number>>;
  /** The activation functions of one direction, if not those that the operator has by itself. */
  readonly activations?: readonly string[];
  /** Whether the weights `P` go in as peepholes. */
  readonly peepholes?: boolean;
}

/** A cell that is given its own output back: a guess at the labels. */
export interface Feedback {
  /** The state that holds the guess, a distribution over labels. */
  readonly state: string;
  /** Whether training gives it the right labels instead of its own guess (Williams and Zipser 1989). */
  readonly forced: boolean;
  /** The scores of the labels by the output `[..., hidden]`, before the softmax. */
  readonly scores: (parameters: Named, output: Value) => Value;
}

/**
 * A recurrent cell: one step. Looping, direction and padding are the business of `recurrent`.
 * The input's share `z = x W + b` is computed for all times at once, outside the loop.
 */
export interface Cell {
  readonly name: string;
  /** For `hidden` units. */
  readonly layout: (hidden: number) => CellLayout;
  /** The parameters, the input's share at this time, and the states before it. */
  readonly step: (parameters: Named, z: Value, states: Named) => CellStep;
  readonly fused?: FusedCell;
  /** Whether its units are alike, so that more can be added; not where what a unit does hangs on its place among them. */
  readonly widens?: boolean;
  readonly feedback?: Feedback;
}

/** What a cell must know of the network around it. */
export interface CellContext {
  /** How many labels the network tells apart. */
  readonly labels: number;
}

/** A kind of cell as a recipe names it. */
export interface CellKind<Settings extends z.ZodRawShape> {
  /** What a recipe can set about it. */
  readonly settings: Settings;
  readonly build: (settings: z.output<z.ZodObject<Settings>>, context: CellContext) => Cell;
}

/** Lets a cell's file state its kind, so that its settings type its `build`. */
export function cellKind<Settings extends z.ZodRawShape>(kind: CellKind<Settings>): CellKind<Settings> {
  return kind;
}
