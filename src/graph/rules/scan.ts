import {
  add,
  bodyNodes,
  flatten,
  matMul,
  placeholder,
  reduceSum,
  scanOfBody,
  zerosLike,
} from '../ops/index.ts';
import type { Node, Value } from '../value.ts';
import { ForwardSequences } from './forward-sequences.ts';
import { liftStateless } from './lift.ts';
import type { Rule } from './rule.ts';

/** A product inside the loop whose weight gradient is left until after it. */
interface HoistedProduct {
  readonly weight: Value;
  /** The product's left operand, stacked over time. */
  readonly left: Value;
  /** The gradient of the product at one step, of the backward loop. */
  readonly gradient: Value;
}

/**
 * Back-propagation through time: the gradient of a scan is a scan that runs the other way.
 * What its steps need of the forward pass is kept by the forward scan as further outputs. Gradients of captured
 * weights are not summed inside the loop: for a product `a W` the loop only hands out the gradient of the product,
 * and one large product over all times follows it.
 */
export const scanRule: Rule<'Scan'> = ({ node, outputs, recall, differentiate, wants }) => {
  const { body, reverse } = node.op;
  const states = body.stateIn.length;
  const captured = node.inputs.slice(states + body.sliceIn.length);
  const inside = bodyNodes(body);
  const forward = new ForwardSequences(node, inside, recall);
  const stateSeeds = body.stateIn.map(({ type, shape }) => placeholder(type, shape));
  const arrived = body.sliceOut.flatMap((slice, index) => {
    const outer = outputs[states + index];
    return outer ? [{ slice, outer, seed: placeholder(slice.type, slice.shape) }] : [];
  });
  const hoisted: HoistedProduct[] = [];
  const by = [...body.stateIn, ...body.sliceIn, ...captured].filter(
    (_, input) => input < states || wants(input),
  );
  const found = differentiate({
    of: [...body.stateOut, ...arrived.map(({ slice }) => slice)],
    seeds: [...stateSeeds, ...arrived.map(({ seed }) => seed)],
    by,
    // A captured value may depend on another one: what lies between them is the outer walk's business.
    within: inside,
    recall: (value) => forward.atStep(value),
    takeOver: (inner, input, gradient) => {
      if (!isWeightOfProduct(inner, input, inside)) return false;
      hoisted.push({ weight: inner.inputs[input]!, left: forward.stacked(inner.inputs[0]!), gradient });
      return true;
    },
  });

  // A loop needs something to loop over, even where its steps read nothing.
  if (arrived.length === 0) forward.atStep(body.sliceIn[0]!);
  const gradientAtStep = new Map(by.map((value, index) => [value, found[index]]));
  const handedOut = [...new Set([...found.slice(states), ...hoisted.map(({ gradient }) => gradient)])];
  const sliceOut = handedOut.filter((value) => value !== undefined);
  const loop = {
    stateIn: stateSeeds,
    stateOut: body.stateIn.map((state, index) => gradientAtStep.get(state) ?? zerosLike(stateSeeds[index]!)),
    sliceIn: [...arrived.map(({ seed }) => seed), ...forward.slices()],
    sliceOut: [...sliceOut],
  };
  const { sliceIn, sequences } = liftStateless(loop, [
    ...arrived.map(({ outer }) => outer),
    ...forward.sequences(),
  ]);
  const first = body.stateIn.map((_, index) => outputs[index] ?? zerosLike(node.inputs[index]!, recall));
  const backward = scanOfBody({ ...loop, sliceIn }, first, sequences, !reverse);

  const stacked = (value: Value | undefined) => value && backward.outputs[sliceOut.indexOf(value)];
  const ofCapture = (weight: Value): Value | undefined => {
    const summed = stacked(gradientAtStep.get(weight));
    const products = hoisted.filter((product) => product.weight === weight);
    const parts = [
      ...(summed ? [reduceSum(summed, [0])] : []),
      ...products.map(({ left, gradient }) =>
        matMul(flatten(left), flatten(stacked(gradient)!), { transposeA: true }),
      ),
    ];
    return parts.length > 0 ? parts.reduce(add) : undefined;
  };
  return [
    ...backward.final.map((gradient) => () => gradient),
    ...body.sliceIn.map((value) => () => stacked(gradientAtStep.get(value))),
    ...captured.map((value) => () => ofCapture(value)),
  ];
};

function isWeightOfProduct(node: Node, input: number, inside: ReadonlySet<Node>): boolean {
  const { op, inputs } = node;
  if (op.kind !== 'MatMul' || op.transposeA || op.transposeB || input !== 1) return false;
  return !inside.has(inputs[1]!.node) && inputs.every((value) => value.shape.length === 2);
}
