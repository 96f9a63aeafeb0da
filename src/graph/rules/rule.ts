import type { OpKind, OpOf } from '../op.ts';
import type { Node, Value } from '../value.ts';

/** How gradients of a graph are asked for. */
export interface GradientRequest {
  /** The values whose gradients are given (for a loss: a scalar with gradient 1). */
  readonly of: readonly Value[];
  /** The gradient of each of `of`; undefined counts as zero. */
  readonly seeds: readonly (Value | undefined)[];
  /** The values to differentiate by. */
  readonly by: readonly Value[];
  /** The nodes that may be walked; all, unless given. A value outside of them counts as given. */
  readonly within?: ReadonlySet<Node>;
  /** How the backward pass sees a value of the forward pass; the identity outside of loops. */
  readonly recall?: (value: Value) => Value;
  /** Takes a contribution to an input over, to compute it elsewhere; answers whether it did. */
  readonly takeOver?: (node: Node, input: number, gradient: Value) => boolean;
}

/** What a rule is given: the node, the gradients of its outputs, and how to look at the forward pass. */
export interface RuleContext<K extends OpKind> {
  readonly node: Node & { readonly op: OpOf<K> };
  /** The gradient of the (first) output that has one. */
  readonly g: Value;
  /** The gradient of each output; undefined where none arrived. */
  readonly outputs: readonly (Value | undefined)[];
  /** A value of the forward pass as the backward pass sees it; ask only for what the rule needs. */
  readonly recall: (value: Value) => Value;
  /** The differentiating function itself, for operators that hold a graph. */
  readonly differentiate: (request: GradientRequest) => (Value | undefined)[];
  /** Whether the gradient of an input is asked for. */
  readonly wants: (input: number) => boolean;
}

/** The gradient of each input, computed only when asked for; null where an input has none. */
export type Rule<K extends OpKind> = (
  context: RuleContext<K>,
) => readonly ((() => Value | undefined) | null)[];

/** A rule of any operator, as the walk calls it. */
export type AnyRule = Rule<OpKind>;
