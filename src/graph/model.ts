import { encodeModel } from '../onnx/encode.ts';
import { emitGraph, type Outputs } from './emit/graph.ts';
import type { Value } from './value.ts';

/** The ONNX operator set that graphs are written in. */
export const opset = 18;

/** The bytes of an ONNX model that computes `outputs`; `inputs` are declared even where nothing needs them. */
export function buildModel(name: string, outputs: Outputs, inputs: readonly Value[] = []): Uint8Array {
  return encodeModel({
    irVersion: 8,
    producerName: 'slotline',
    producerVersion: '1',
    graph: emitGraph(name, outputs, inputs),
    opsetImport: [{ domain: '', version: opset }],
  });
}
