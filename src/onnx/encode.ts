import protobuf from 'protobufjs/light.js';
import type { ModelProto } from './messages.ts';

type Field = readonly [type: string, id: number, rule?: 'repeated'];

/** Field numbers as in onnx.proto; a message lists only the fields that are written. */
const fieldsOf: Readonly<Record<string, Readonly<Record<string, Field>>>> = {
  ModelProto: {
    irVersion: ['int64', 1],
    producerName: ['string', 2],
    producerVersion: ['string', 3],
    graph: ['GraphProto', 7],
    opsetImport: ['OperatorSetIdProto', 8, 'repeated'],
  },
  OperatorSetIdProto: { domain: ['string', 1], version: ['int64', 2] },
  GraphProto: {
    node: ['NodeProto', 1, 'repeated'],
    name: ['string', 2],
    initializer: ['TensorProto', 5, 'repeated'],
    input: ['ValueInfoProto', 11, 'repeated'],
    output: ['ValueInfoProto', 12, 'repeated'],
  },
  NodeProto: {
    input: ['string', 1, 'repeated'],
    output: ['string', 2, 'repeated'],
    name: ['string', 3],
    opType: ['string', 4],
    attribute: ['AttributeProto', 5, 'repeated'],
    domain: ['string', 7],
  },
  AttributeProto: {
    name: ['string', 1],
    f: ['float', 2],
    i: ['int64', 3],
    s: ['bytes', 4],
    g: ['GraphProto', 6],
    ints: ['int64', 8, 'repeated'],
    strings: ['bytes', 9, 'repeated'],
    type: ['int32', 20],
  },
  TensorProto: {
    dims: ['int64', 1, 'repeated'],
    dataType: ['int32', 2],
    name: ['string', 8],
    rawData: ['bytes', 9],
  },
  ValueInfoProto: { name: ['string', 1], type: ['TypeProto', 2] },
  TypeProto: { tensorType: ['TensorTypeProto', 1] },
  TensorTypeProto: { elemType: ['int32', 1], shape: ['TensorShapeProto', 2] },
  TensorShapeProto: { dim: ['DimensionProto', 1, 'repeated'] },
  DimensionProto: { dimValue: ['int64', 1], dimParam: ['string', 2] },
};

const root = new protobuf.Root();
for (const [name, fields] of Object.entries(fieldsOf)) {
  const type = new protobuf.Type(name);
  for (const [field, [fieldType, id, rule]] of Object.entries(fields)) {
    type.add(new protobuf.Field(field, id, fieldType, rule));
  }
  root.add(type);
}

/** The message types, for writing and for reading back in tests. */
export const ModelMessage = root.lookupType('ModelProto');

/** A model as the bytes of an `.onnx` file. */
export function encodeModel(model: ModelProto): Uint8Array {
  return ModelMessage.encode(ModelMessage.create({ ...model })).finish();
}
