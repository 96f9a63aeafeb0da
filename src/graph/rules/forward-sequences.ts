import { placeholder } from '../ops/leaf.ts';
import { keepInScan, type ScanNode } from '../ops/scan.ts';
import type { Node, Value } from '../value.ts';

/** What a backward loop reads of the forward loop: values of a step, and the same stacked over time. */
export class ForwardSequences {
  readonly #node: ScanNode;
  readonly #inside: ReadonlySet<Node>;
  readonly #recall: (value: Value) => Value;
  readonly #read = new Map<Value, { slice: Value; sequence: Value }>();

  /** `inside` are the nodes of the forward body; `recall` shows values outside of the loop. */
  constructor(node: ScanNode, inside: ReadonlySet<Node>, recall: (value: Value) => Value) {
    this.#node = node;
    this.#inside = inside;
    this.#recall = recall;
  }

  /** A value of the forward body as the backward body sees it at the same step. */
  atStep(value: Value): Value {
    if (!this.#inside.has(value.node)) return this.#recall(value);
    const known = this.#read.get(value);
    if (known) return known.slice;
    const entry = { slice: placeholder(value.type, value.shape), sequence: this.stacked(value) };
    this.#read.set(value, entry);
    return entry.slice;
  }

  /** A value of the forward body at all steps, for use outside of the loops. */
  stacked(value: Value): Value {
    const { body } = this.#node.op;
    const slice = body.sliceIn.indexOf(value);
    const sequence =
      slice >= 0 ? this.#node.inputs[body.stateIn.length + slice]! : keepInScan(this.#node, value);
    return this.#recall(sequence);
  }

  /** The backward body's placeholders, in the order of `sequences()`. */
  slices(): Value[] {
    return [...this.#read.values()].map(({ slice }) => slice);
  }

  /** The sequences to loop over. */
  sequences(): Value[] {
    return [...this.#read.values()].map(({ sequence }) => sequence);
  }
}
