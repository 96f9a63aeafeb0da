/** The messages of the ONNX format (onnx.proto, IR version 8) that the graph builder writes. */

/** TensorProto.DataType */
export const dataTypes = { float32: 1, int8: 3, int32: 6, int64: 7, bool: 9 } as const;

/** AttributeProto.AttributeType */
export const attributeTypes = { float: 1, int: 2, string: 3, graph: 5, ints: 7, strings: 8 } as const;

export interface TensorProto {
  dims: number[];
  dataType: number;
  name: string;
  rawData: Uint8Array;
}

export interface AttributeProto {
  name: string;
  type: number;
  f?: number;
  i?: number;
  s?: Uint8Array;
  g?: GraphProto;
  ints?: number[];
  strings?: Uint8Array[];
}

export interface NodeProto {
  opType: string;
  name: string;
  domain?: string;
  input: string[];
  output: string[];
  attribute: AttributeProto[];
}

export interface ValueInfoProto {
  name: string;
  type: {
    tensorType: { elemType: number; shape: { dim: ({ dimValue: number } | { dimParam: string })[] } };
  };
}

export interface GraphProto {
  name: string;
  node: NodeProto[];
  initializer: TensorProto[];
  input: ValueInfoProto[];
  output: ValueInfoProto[];
}

export interface ModelProto {
  irVersion: number;
  producerName: string;
  producerVersion: string;
  graph: GraphProto;
  opsetImport: { domain: string; version: number }[];
}
