import type { OpKind } from '../op.ts';
import { bodyNodes, type ScanBody } from '../ops/scan.ts';
import { applyOne, dimOf, type Value } from '../value.ts';

/** Operators that give the same numbers for all times at once as for one time after another. */
const elementwise: ReadonlySet<OpKind> = new Set<OpKind>([
  'Neg',
  'Exp',
  'Log',
  'Sigmoid',
  'Tanh',
  'Relu',
  'Add',
  'Sub',
  'Mul',
  'Div',
]);

/** What a loop reads: placeholders or lifted values of its body, and the sequences that they are slices of. */
export interface LoopInputs {
  readonly sliceIn: Value[];
  readonly sequences: Value[];
}

/**
 * Takes element-wise work that no state takes part in out of a loop: it is done for all times at once, and the body
 * reads the result as one more slice. Sequences that the body then no longer reads are left out.
 * For loops that are not differentiated again.
 */
export function liftStateless(body: ScanBody, sequences: readonly Value[]): LoopInputs {
  const inside = bodyNodes(body);
  const whole = new Map<Value, Value | undefined>(body.sliceIn.map((slice, i) => [slice, sequences[i]!]));
  for (const state of body.stateIn) whole.set(state, undefined);
  const time = dimOf(sequences[0]!, 0);

  const lift = (value: Value): Value | undefined => {
    if (!inside.has(value.node)) return value;
    if (!whole.has(value)) whole.set(value, liftNode(value));
    return whole.get(value);
  };
  const liftNode = (value: Value): Value | undefined => {
    const { op, inputs } = value.node;
    if (!elementwise.has(op.kind)) return undefined;
    const rank = value.shape.length;
    // Time becomes the first axis, so operands must line up at all the others.
    const aligned = inputs.every(({ node, shape }) => !inside.has(node) || shape.length === rank);
    const lifted = aligned ? inputs.map(lift) : [undefined];
    if (lifted.includes(undefined)) return undefined;
    return applyOne(op, lifted as Value[], value.type, [time, ...value.shape]);
  };

  const read = new Set<Value>();
  const seen = new Set<Value>(body.stateIn);
  const visit = (value: Value): void => {
    if (seen.has(value) || !inside.has(value.node)) return;
    seen.add(value);
    if (lift(value)) read.add(value);
    else for (const input of value.node.inputs) visit(input);
  };
  for (const value of [...body.stateOut, ...body.sliceOut]) visit(value);
  // A loop needs something to loop over, even where its steps read nothing.
  if (read.size === 0) read.add(body.sliceIn[0]!);
  const sliceIn = [...read];
  return { sliceIn, sequences: sliceIn.map((value) => whole.get(value)!) };
}
