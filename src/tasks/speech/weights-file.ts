import type { ParameterSpec } from '../../nn/parameters.ts';

/** The name of the file in a package. */
export const weightsFile = 'weights.safetensors';

interface TensorHeader {
  readonly dtype: 'BF16';
  readonly shape: readonly number[];
  readonly data_offsets: readonly [number, number];
}

/**
 * Trained tensors in the format safetensors, as bfloat16: the upper half of a float32, rounded to even, which is enough to
 * start a training from.
 */
export function encodeWeights(
  specs: readonly Pick<ParameterSpec, 'name' | 'shape'>[],
  tensors: ReadonlyMap<string, Float32Array>,
): Uint8Array {
  const header: Record<string, TensorHeader> = {};
  let end = 0;
  for (const { name, shape } of specs) {
    const start = end;
    end += 2 * tensors.get(name)!.length;
    header[name] = { dtype: 'BF16', shape, data_offsets: [start, end] };
  }
  const json = Buffer.from(JSON.stringify(header));
  const bytes = Buffer.alloc(8 + json.length + end);
  bytes.writeBigUInt64LE(BigInt(json.length));
  json.copy(bytes, 8);
  let at = 8 + json.length;
  for (const { name } of specs) {
    const tensor = tensors.get(name)!;
    const bits = new Uint32Array(tensor.buffer, tensor.byteOffset, tensor.length);
    for (const number of bits) at = bytes.writeUInt16LE(rounded(number), at);
  }
  return bytes;
}

/** The upper 16 bits of a float32 after rounding; of a finite number, as trained weights are. */
function rounded(bits: number): number {
  return ((bits + 0x7fff + ((bits >>> 16) & 1)) >>> 16) & 0xffff;
}

/** Reads such a file; throws an Error for one that is cut off or holds other numbers. */
export function decodeWeights(bytes: Uint8Array): Map<string, Float32Array> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = 8 + Number(buffer.readBigUInt64LE());
  const header = JSON.parse(buffer.toString('utf8', 8, start)) as Record<string, TensorHeader>;
  const tensors = new Map<string, Float32Array>();
  for (const [
    name,
    {
      dtype,
      data_offsets: [from, to],
    },
  ] of Object.entries(header)) {
    if (dtype !== 'BF16') throw new Error(`tensor ${name} is ${dtype}, not BF16`);
    if (start + to > buffer.length) throw new Error(`tensor ${name} is cut off`);
    const bits = Uint32Array.from(
      { length: (to - from) / 2 },
      (_, i) => buffer.readUInt16LE(start + from + 2 * i) << 16,
    );
    tensors.set(name, new Float32Array(bits.buffer));
  }
  return tensors;
}
