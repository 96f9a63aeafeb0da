import { ModelMessage } from '../../src/onnx/encode.ts';
import type { GraphProto, ModelProto, NodeProto } from '../../src/onnx/messages.ts';

/** A model's bytes as plain messages. */
export function decodeModel(bytes: Uint8Array): ModelProto {
  const options = { longs: Number, defaults: true, arrays: true } as const;
  return ModelMessage.toObject(ModelMessage.decode(bytes), options) as ModelProto;
}

/** The loops of a graph, not those inside of loops. */
export function loopsOf({ node }: GraphProto): NodeProto[] {
  return node.filter(({ opType }) => opType === 'Scan');
}

/** The body of a loop. */
export function bodyOf(loop: NodeProto): GraphProto {
  return loop.attribute.find(({ name }) => name === 'body')!.g!;
}

/** How often each operator occurs, loops included. */
export function operatorCounts(
  graph: GraphProto,
  counts: Record<string, number> = {},
): Record<string, number> {
  for (const node of graph.node) {
    counts[node.opType] = (counts[node.opType] ?? 0) + 1;
    if (node.opType === 'Scan') operatorCounts(bodyOf(node), counts);
  }
  return counts;
}

/** The matrix products of a graph, without its loops, with which operand each transposes. */
export function productsOf({ node }: GraphProto): { transA: number; transB: number }[] {
  const isProduct = ({ opType }: NodeProto) => opType === 'MatMul' || opType === 'Gemm';
  return node.filter(isProduct).map(({ attribute }) => {
    const flag = (name: string) => attribute.find((one) => one.name === name)?.i ?? 0;
    return { transA: flag('transA'), transB: flag('transB') };
  });
}
