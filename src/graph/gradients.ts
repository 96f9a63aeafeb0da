import { add } from './ops/elementwise.ts';
import { rules } from './rules/index.ts';
import type { AnyRule, GradientRequest } from './rules/rule.ts';
import { GraphError, type Node, sameShape, showShape, type Value } from './value.ts';

/**
 * Reverse-mode differentiation: the gradient of `of` by each value of `by`, undefined where there is none.
 * Walks the nodes once, last to first; what each operator contributes is its rule's business.
 */
export function gradients(request: GradientRequest): (Value | undefined)[] {
  const { of, seeds, by } = request;
  const order = dependents(request);
  const wanted = new Set([...order].flatMap((node) => node.outputs).concat(by));
  const collected = new Map<Value, Value>();
  const give = (value: Value, gradient: Value): void => {
    checkShape(value, gradient);
    const before = collected.get(value);
    collected.set(value, before ? add(before, gradient) : gradient);
  };
  for (const [index, seed] of seeds.entries()) if (seed) give(of[index]!, seed);
  for (const node of [...order].reverse()) {
    const outputs = node.outputs.map((value) => collected.get(value));
    for (const [value, gradient] of contributions(node, outputs, wanted, request)) give(value, gradient);
  }
  return by.map((value) => collected.get(value));
}

/** What `node` hands to those of its inputs that are wanted, given the gradients of its outputs. */
function* contributions(
  node: Node,
  outputs: readonly (Value | undefined)[],
  wanted: ReadonlySet<Value>,
  { recall = (value) => value, takeOver = () => false }: GradientRequest,
): Generator<readonly [Value, Value]> {
  const g = outputs.find((gradient) => gradient !== undefined);
  if (!g) return;
  const rule = rules[node.op.kind] as AnyRule | null;
  if (!rule) throw new GraphError(`${node.op.kind} has no gradient`);
  const wants = (input: number): boolean => wanted.has(node.inputs[input]!);
  const parts = rule({ node, g, outputs, recall, differentiate: gradients, wants });
  for (const [input, part] of parts.entries()) {
    if (!part || !wants(input) || takeOver(node, input, g)) continue;
    const gradient = part();
    if (gradient) yield [node.inputs[input]!, gradient];
  }
}

/** The nodes between `by` and `of`, each after those that it depends on. */
function dependents({ of, by, within }: GradientRequest): Set<Node> {
  const sources = new Set(by);
  const seen = new Map<Node, boolean>();
  const order = new Set<Node>();
  const visit = (node: Node): boolean => {
    const known = seen.get(node);
    if (known !== undefined) return known;
    if (within && !within.has(node)) return false;
    seen.set(node, false);
    let depends = false;
    if (rules[node.op.kind] !== null) {
      for (const value of node.inputs) {
        const below = visit(value.node) || sources.has(value);
        depends ||= below;
      }
    }
    seen.set(node, depends);
    if (depends) order.add(node);
    return depends;
  };
  for (const value of of) visit(value.node);
  return order;
}

function checkShape(value: Value, gradient: Value): void {
  if (!sameShape(value.shape, gradient.shape)) {
    throw new GraphError(
      `the gradient of ${value.node.op.kind} ${showShape(value.shape)} came out as ${showShape(gradient.shape)}`,
    );
  }
}
