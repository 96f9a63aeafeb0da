import {
  attributeTypes,
  dataTypes,
  type GraphProto,
  type TensorProto,
  type ValueInfoProto,
} from '../../onnx/messages.ts';
import type { ConstantData, OpOf } from '../op.ts';
import { bodyNodes, type ScanBody, type ScanNode } from '../ops/scan.ts';
import type { Node, Value } from '../value.ts';
import { type Emitted, emitters, int, ints, type SimpleKind, text } from './operators.ts';

/** A named output of a graph. */
export type Outputs = Readonly<Record<string, Value>>;

/** The names of values, shared by a graph and the loops inside it. */
type Names = Map<Value, string>;

/** ONNX's slices end here where they go to the end. */
const beyondAnyEnd = 2 ** 31 - 1;

/** Writes one ONNX graph: the top level, or the body of a scan. */
class GraphWriter {
  readonly proto: GraphProto;
  readonly #names: Names;
  readonly #constants = new Map<string, string>();

  constructor(name: string, names: Names) {
    this.proto = { name, node: [], initializer: [], input: [], output: [] };
    this.#names = names;
  }

  /** Writes the nodes that `values` need, each after its inputs, staying inside `scope` if given. */
  write(values: readonly Value[], scope?: ReadonlySet<Node>): void {
    const visit = (node: Node): void => {
      if (this.#names.has(node.outputs[0]!) || (scope && !scope.has(node))) return;
      for (const input of node.inputs) visit(input.node);
      // Numbered within the model, so that the same network always gives the same bytes.
      const name = `${node.op.kind}_${this.#names.size}`;
      for (const output of node.outputs) this.#names.set(output, `${name}_${output.output}`);
      this.#writeNode(node);
    };
    for (const value of values) visit(value.node);
  }

  /** Declares an input of this graph. */
  addInput(value: Value, name: string): void {
    this.#names.set(value, name);
    this.proto.input.push(valueInfo(name, value));
  }

  /** Declares an output; a copy keeps its name unique even if it is also an input or another output. */
  addOutput(value: Value, name: string): void {
    this.#push('Identity', [this.name(value)], [name]);
    this.proto.output.push(valueInfo(name, value));
  }

  /** Declares an output under the name that the value has: no copy, which in a loop would cost at every step. */
  exposeOutput(value: Value): void {
    this.proto.output.push(valueInfo(this.name(value), value));
  }

  /** The name of a value that is written already. */
  name(value: Value): string {
    return this.#names.get(value)!;
  }

  #writeNode(node: Node): void {
    const { op } = node;
    if (op.kind === 'Input') this.addInput(node.outputs[0]!, op.name);
    else if (op.kind === 'Constant') this.#initialize(this.name(node.outputs[0]!), op.data, node.outputs[0]!);
    else if (op.kind === 'Scan') this.#writeScan(node as ScanNode);
    else if (op.kind === 'Range') this.#writeRange(node);
    else if (op.kind === 'ScatterAdd') this.#writeScatter(node, op.shape);
    else if (op.kind === 'Shift') this.#writeShift(node, op.by);
    else if (op.kind !== 'Placeholder') this.#writeSimple(node, op.kind);
  }

  #writeSimple(node: Node, kind: SimpleKind): void {
    const emit = emitters[kind] as (op: OpOf<SimpleKind>, node: Node) => Emitted;
    const { operator, attributes = [], inputs } = emit(node.op as OpOf<SimpleKind>, node);
    const sources = inputs ?? [...node.inputs.keys()];
    const names = sources.map((source) => {
      if (source === null) return '';
      return typeof source === 'number' ? this.name(node.inputs[source]!) : this.#int64s(source);
    });
    this.#push(operator, names, this.#outputs(node), attributes);
  }

  #writeRange(node: Node): void {
    const [output] = this.#outputs(node);
    this.#push('Squeeze', [this.name(node.inputs[0]!), this.#int64s([0])], [`${output}_size`]);
    this.#push('Range', [this.#scalar(0), `${output}_size`, this.#scalar(1)], [output!]);
  }

  /** ScatterND's threads race where a row repeats; exact because training sessions run on one thread each. */
  #writeScatter(node: Node, shape: readonly number[]): void {
    const [output] = this.#outputs(node);
    const [indices, updates] = node.inputs.map((input) => this.name(input));
    this.#push('ConstantOfShape', [this.#int64s(shape)], [`${output}_zeros`]);
    this.#push('Cast', [indices!], [`${output}_rows`], [int('to', dataTypes.int64)]);
    this.#push('Unsqueeze', [`${output}_rows`, this.#int64s([-1])], [`${output}_indices`]);
    const inputs = [`${output}_zeros`, `${output}_indices`, updates!];
    this.#push('ScatterND', inputs, [output!], [text('reduction', 'add')]);
  }

  /** Zeros at the one end, and as many rows cut off at the other, where the end may be nearer than that. */
  #writeShift(node: Node, by: number): void {
    const [output] = this.#outputs(node);
    const pads = by > 0 ? [by, 0] : [0, -by];
    const ends = by > 0 ? [0, -by] : [-by, beyondAnyEnd];
    const axis = this.#int64s([0]);
    this.#push('Pad', [this.name(node.inputs[0]!), this.#int64s(pads), '', axis], [`${output}_padded`]);
    const [start, end] = ends.map((place) => this.#int64s([place]));
    this.#push('Slice', [`${output}_padded`, start!, end!, axis], [output!]);
  }

  #writeScan(node: ScanNode): void {
    const { body, reverse } = node.op;
    const states = body.stateIn.length;
    const attributes = [
      {
        name: 'body',
        type: attributeTypes.graph,
        g: this.#body(body, `body_${this.name(node.outputs[0]!)}`),
      },
      int('num_scan_inputs', body.sliceIn.length),
      ints(
        'scan_input_directions',
        body.sliceIn.map(() => Number(reverse)),
      ),
      ints(
        'scan_output_directions',
        body.sliceOut.map(() => Number(reverse)),
      ),
    ];
    const inputs = node.inputs.slice(0, states + body.sliceIn.length).map((value) => this.name(value));
    this.#push('Scan', inputs, this.#outputs(node), attributes);
  }

  #body(body: ScanBody, name: string): GraphProto {
    const writer = new GraphWriter(name, this.#names);
    const given = [...body.stateIn, ...body.sliceIn];
    for (const [index, value] of given.entries()) writer.addInput(value, `${name}_in_${index}`);
    const inside = bodyNodes(body);
    const outputs = [...body.stateOut, ...body.sliceOut];
    writer.write(outputs, inside);
    for (const [index, value] of outputs.entries()) {
      const computed = inside.has(value.node) && !given.includes(value);
      if (computed && outputs.indexOf(value) === index) writer.exposeOutput(value);
      else writer.addOutput(value, `${name}_out_${index}`);
    }
    return writer.proto;
  }

  #outputs(node: Node): string[] {
    return node.outputs.map((value) => this.name(value));
  }

  #push(operator: string, input: string[], output: string[], attribute: readonly NodeAttribute[] = []): void {
    this.proto.node.push({ opType: operator, name: output[0]!, input, output, attribute: [...attribute] });
  }

  #int64s(numbers: readonly number[]): string {
    return this.#shared(numbers, [numbers.length]);
  }

  #scalar(number: number): string {
    return this.#shared([number], []);
  }

  #shared(numbers: readonly number[], dims: number[]): string {
    const key = `int64_${this.proto.name}_${dims.length}_${numbers.join('_')}`;
    if (!this.#constants.has(key)) {
      const data = BigInt64Array.from(numbers, BigInt);
      this.proto.initializer.push(tensor(key, data, dims, dataTypes.int64));
      this.#constants.set(key, key);
    }
    return key;
  }

  #initialize(name: string, data: ConstantData, value: Value): void {
    this.proto.initializer.push(tensor(name, data, value.shape.map(Number), dataTypes[value.type]));
  }
}

type NodeAttribute = GraphProto['node'][number]['attribute'][number];

function tensor(name: string, data: ConstantData, dims: number[], dataType: number): TensorProto {
  return { name, dims, dataType, rawData: new Uint8Array(data.buffer, data.byteOffset, data.byteLength) };
}

function valueInfo(name: string, { type, shape }: Value): ValueInfoProto {
  const dim = shape.map((size) => (typeof size === 'number' ? { dimValue: size } : { dimParam: size }));
  return { name, type: { tensorType: { elemType: dataTypes[type], shape: { dim } } } };
}

/** The ONNX graph that computes `outputs`; its inputs are the `Input` values that they need, and `inputs`. */
export function emitGraph(name: string, outputs: Outputs, inputs: readonly Value[] = []): GraphProto {
  const writer = new GraphWriter(name, new Map());
  writer.write([...inputs, ...Object.values(outputs)]);
  for (const [output, value] of Object.entries(outputs)) writer.addOutput(value, output);
  return writer.proto;
}
