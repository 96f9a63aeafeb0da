import {
  addOutput,
  apply,
  dimOf,
  GraphError,
  type Node,
  sameShape,
  showShape,
  type Value,
} from '../value.ts';
import { placeholder } from './leaf.ts';

/** The loop of a scan: what a step is given (placeholders, or values lifted out), and what it makes of that. */
export interface ScanBody {
  readonly stateIn: readonly Value[];
  readonly stateOut: readonly Value[];
  readonly sliceIn: readonly Value[];
  /** Grows when the gradient of the scan asks to keep more of what each step computed. */
  readonly sliceOut: Value[];
}

/** A loop over axis 0 of its sequences. Inputs are: first states, sequences, captured outer values. */
export interface ScanOp {
  readonly kind: 'Scan';
  readonly reverse: boolean;
  readonly body: ScanBody;
}

/** A node that is a scan. */
export type ScanNode = Node & { readonly op: ScanOp };

/** The states after the last step, and what the steps put out, stacked over time. */
export interface ScanResult {
  readonly final: Value[];
  readonly outputs: Value[];
}

/** What to loop over, and the step. */
export interface ScanOptions {
  /** The states before the first step. */
  readonly initial: readonly Value[];
  /** Tensors with time as axis 0; a step sees one slice of each. */
  readonly sequences: readonly Value[];
  /** Runs from the last slice to the first; outputs keep their place in time. */
  readonly reverse?: boolean;
  readonly step: (state: Value[], slices: Value[]) => { state: readonly Value[]; outputs: readonly Value[] };
}

/**
 * Runs `step` over time, carrying a state (ONNX `Scan`): the one loop of the library.
 * Values of the outer graph may be used inside the step; what depends on no placeholder is computed once, outside.
 */
export function scan(options: ScanOptions): ScanResult {
  const { initial, sequences, reverse = false, step } = options;
  const stateIn = initial.map((value) => placeholder(value.type, value.shape));
  const sliceIn = sequences.map((value) => placeholder(value.type, value.shape.slice(1)));
  const { state: stateOut, outputs } = step([...stateIn], [...sliceIn]);
  return scanOfBody({ stateIn, stateOut, sliceIn, sliceOut: [...outputs] }, initial, sequences, reverse);
}

/** A scan whose body was put together from placeholders already. */
export function scanOfBody(
  body: ScanBody,
  initial: readonly Value[],
  sequences: readonly Value[],
  reverse: boolean,
): ScanResult {
  const { stateIn, stateOut, sliceOut } = body;
  const [first] = sequences;
  if (!first) throw new GraphError('a scan needs a sequence');
  checkStates(stateIn, stateOut);
  const time = dimOf(first, 0);
  const node = apply(
    { kind: 'Scan', reverse, body },
    [...initial, ...sequences, ...captures(body)],
    [
      ...stateIn.map(({ type, shape }) => ({ type, shape })),
      ...sliceOut.map(({ type, shape }) => ({ type, shape: [time, ...shape] })),
    ],
  );
  return { final: node.outputs.slice(0, stateIn.length), outputs: node.outputs.slice(stateIn.length) };
}

function checkStates(before: readonly Value[], after: readonly Value[]): void {
  for (const [index, value] of before.entries()) {
    const next = after[index];
    if (!next || next.type !== value.type || !sameShape(next.shape, value.shape)) {
      const got = next ? `${next.type} ${showShape(next.shape)}` : 'nothing';
      throw new GraphError(`state ${index} of a scan goes from ${showShape(value.shape)} to ${got}`);
    }
  }
}

/** Has the scan also stack `value`, which its body computes at each step, over time; answers the stack. */
export function keepInScan(node: ScanNode, value: Value): Value {
  const { body } = node.op;
  const known = body.sliceOut.indexOf(value);
  if (known >= 0) return node.outputs[body.stateIn.length + known]!;
  body.sliceOut.push(value);
  const time = dimOf(node.inputs[body.stateIn.length]!, 0);
  return addOutput(node, { type: value.type, shape: [time, ...value.shape] });
}

/** The nodes of a body: those that depend on its placeholders. All else is captured from outside. */
export function bodyNodes(body: ScanBody): Set<Node> {
  const inside = new Map<Node, boolean>();
  for (const value of [...body.stateIn, ...body.sliceIn]) inside.set(value.node, true);
  const visit = (node: Node): boolean => {
    const known = inside.get(node);
    if (known !== undefined) return known;
    // No short cut: every input is visited, so that all nodes of the body are found.
    const result = node.inputs.map((value) => visit(value.node)).includes(true);
    inside.set(node, result);
    return result;
  };
  for (const value of [...body.stateOut, ...body.sliceOut]) visit(value.node);
  return new Set([...inside].filter(([, depends]) => depends).map(([node]) => node));
}

/** The outer values that a body uses. */
export function captures(body: ScanBody): Value[] {
  const inside = bodyNodes(body);
  const given = new Set([...body.stateIn, ...body.sliceIn].map((value) => value.node));
  const found = new Set<Value>();
  for (const node of inside) {
    if (given.has(node)) continue;
    for (const value of node.inputs) if (!inside.has(value.node)) found.add(value);
  }
  for (const value of [...body.stateOut, ...body.sliceOut]) if (!inside.has(value.node)) found.add(value);
  return [...found];
}
