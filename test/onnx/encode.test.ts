import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildModel } from '../../src/graph/model.ts';
import { add, constant, input, matMul, mul } from '../../src/graph/ops/index.ts';
import { encodeModel } from '../../src/onnx/encode.ts';
import {
  type AttributeProto,
  attributeTypes,
  dataTypes,
  type GraphProto,
  type ModelProto,
  type NodeProto,
  type TensorProto,
  type ValueInfoProto,
} from '../../src/onnx/messages.ts';
import { decodeModel } from '../helpers/read-graph.ts';
import { floatTensor, loadModel } from '../helpers/run-graph.ts';

const name = fc.string({ maxLength: 8, unit: 'grapheme' });
const int = fc.integer();
const int64 = fc.maxSafeInteger();
const bytes = fc.uint8Array({ maxLength: 12 });
const few = <T>(one: fc.Arbitrary<T>) => fc.array(one, { maxLength: 3 });

const plainAttribute = fc.oneof(
  fc.record({ name, type: fc.constant(attributeTypes.float), f: fc.float({ noNaN: true }) }),
  fc.record({ name, type: fc.constant(attributeTypes.int), i: int64 }),
  fc.record({ name, type: fc.constant(attributeTypes.string), s: bytes }),
  fc.record({ name, type: fc.constant(attributeTypes.ints), ints: few(int64) }),
  fc.record({ name, type: fc.constant(attributeTypes.strings), strings: few(bytes) }),
);

const tensor: fc.Arbitrary<TensorProto> = fc.record({
  name,
  dims: few(int64),
  dataType: int,
  rawData: bytes,
});

const dim = fc.oneof(fc.record({ dimValue: int64 }), fc.record({ dimParam: name }));
const info: fc.Arbitrary<ValueInfoProto> = fc
  .record({ name, elemType: int, dim: few(dim) })
  .map(({ name, elemType, dim }) => ({ name, type: { tensorType: { elemType, shape: { dim } } } }));

const { graph } = fc.letrec<{ graph: GraphProto; node: NodeProto; attribute: AttributeProto }>((tie) => ({
  attribute: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    plainAttribute,
    fc.record({ name, type: fc.constant(attributeTypes.graph), g: tie('graph') }),
  ),
  node: fc.record({
    opType: name,
    name,
    domain: name,
    input: few(name),
    output: few(name),
    attribute: few(tie('attribute')),
  }),
  graph: fc.record({
    name,
    node: few(tie('node')),
    initializer: few(tensor),
    input: few(info),
    output: few(info),
  }),
}));

const model: fc.Arbitrary<ModelProto> = fc.record({
  irVersion: int64,
  producerName: name,
  producerVersion: name,
  graph,
  opsetImport: few(fc.record({ domain: name, version: int64 })),
});

/** What a reader makes of a message: bytes as plain arrays, and no difference between absent and empty. */
function comparable(part: unknown): unknown {
  if (part instanceof Uint8Array) return part.length > 0 ? [...part] : undefined;
  if (Array.isArray(part)) return part.length > 0 ? part.map(comparable) : undefined;
  if (typeof part !== 'object' || part === null) return part || undefined;
  const fields = Object.entries(part).map(([key, value]) => [key, comparable(value)] as const);
  return Object.fromEntries(fields.filter(([, value]) => value !== undefined));
}

describe('encodeModel', () => {
  it('writes what can be read back, whatever the model', () => {
    fc.assert(
      fc.property(model, (given) => {
        expect(comparable(decodeModel(encodeModel(given)))).toEqual(comparable(given));
      }),
      { numRuns: 200 },
    );
  });

  it('keeps all bits of whole numbers of 64 bits and of floats', () => {
    const attribute: AttributeProto[] = [
      { name: 'i', type: attributeTypes.int, i: -Number.MAX_SAFE_INTEGER },
      { name: 'f', type: attributeTypes.float, f: Math.fround(0.1) },
      { name: 'ints', type: attributeTypes.ints, ints: [-1, 0, 2 ** 40] },
    ];
    const node = [{ opType: 'Test', name: 'n', input: ['', 'a'], output: ['b'], attribute }];
    const given = {
      irVersion: 8,
      producerName: 'p',
      producerVersion: '1',
      graph: { name: 'g', node, initializer: [], input: [], output: [] },
      opsetImport: [],
    };
    const [read] = decodeModel(encodeModel(given)).graph.node;
    expect(read!.attribute.map(({ i }) => i)[0]).toBe(-Number.MAX_SAFE_INTEGER);
    expect(read!.attribute.map(({ f }) => f)[1]).toBe(Math.fround(0.1));
    expect(read!.attribute.map(({ ints }) => ints)[2]).toEqual([-1, 0, 2 ** 40]);
    expect(read!.input).toEqual(['', 'a']);
  });

  it('writes lists of texts where onnxruntime reads them', async () => {
    const floats = (name: string, dims: number[]) => ({
      name,
      type: {
        tensorType: { elemType: dataTypes.float32, shape: { dim: dims.map((dimValue) => ({ dimValue })) } },
      },
    });
    const one = (name: string): TensorProto => ({
      name,
      dims: [1, 1, 1],
      dataType: dataTypes.float32,
      rawData: new Uint8Array(Float32Array.of(1).buffer),
    });
    const attribute: AttributeProto[] = [
      { name: 'hidden_size', type: attributeTypes.int, i: 1 },
      { name: 'activations', type: attributeTypes.strings, strings: [Buffer.from('Relu')] },
    ];
    const node = [{ opType: 'RNN', name: 'n', input: ['x', 'W', 'R'], output: ['y'], attribute }];
    const graph: GraphProto = {
      name: 'g',
      node,
      initializer: [one('W'), one('R')],
      input: [floats('x', [2, 1, 1])],
      output: [floats('y', [2, 1, 1, 1])],
    };
    const opsetImport = [{ domain: '', version: 18 }];
    const bytes = encodeModel({ irVersion: 8, producerName: 'p', producerVersion: '1', graph, opsetImport });
    const { y } = await (await loadModel(bytes)).run({ x: floatTensor([3, 4], [2, 1, 1]) });
    expect([...y!]).toEqual([3, 7]);
  });
});

describe('buildModel', () => {
  const x = input('x', 'float32', ['batch', 2]);
  const W = constant(Float32Array.of(1, 2, 3, 4), [2, 2]);

  it('writes a model that onnxruntime accepts and runs', async () => {
    const { run } = await loadModel(buildModel('model', { y: matMul(x, W) }));
    const { y } = await run({ x: floatTensor([1, 1, 2, 0], [2, 2]) });
    expect([...y!]).toEqual([4, 6, 2, 4]);
  });

  it('names fixed and named axes of inputs and outputs', () => {
    const { graph } = decodeModel(buildModel('model', { y: matMul(x, W) }));
    const axes = [...graph.input, ...graph.output].map(({ name, type }) => [
      name,
      type.tensorType.shape.dim.map(
        (dim) => ('dimParam' in dim && dim.dimParam) || ('dimValue' in dim && dim.dimValue),
      ),
    ]);
    expect(axes).toEqual([
      ['x', ['batch', 2]],
      ['y', ['batch', 2]],
    ]);
  });

  it('declares inputs that nothing needs when told to', async () => {
    const spare = input('spare', 'int32', ['batch']);
    const bytes = buildModel('model', { y: mul(x, x) }, [x, spare]);
    expect(decodeModel(bytes).graph.input.map(({ name }) => name)).toEqual(['x', 'spare']);
    await loadModel(bytes);
  });

  it('puts out one value under several names, inputs and constants included', async () => {
    const sum = add(x, x);
    const { run } = await loadModel(buildModel('model', { a: sum, b: sum, same: x, W }));
    const found = await run({ x: floatTensor([1, 2], [1, 2]) });
    expect(Object.fromEntries(Object.entries(found).map(([key, data]) => [key, [...data]]))).toEqual({
      a: [2, 4],
      b: [2, 4],
      same: [1, 2],
      W: [1, 2, 3, 4],
    });
  });

  it('writes the same bytes for the same graph', () => {
    const y = matMul(x, W);
    expect(buildModel('model', { y })).toEqual(buildModel('model', { y }));
  });
});
