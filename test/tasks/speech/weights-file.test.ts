import { describe, expect, it } from 'vitest';
import { decodeWeights, encodeWeights } from '../../../src/tasks/speech/weights-file.ts';

const specs = [
  { name: 'layer0.W', shape: [2, 3] },
  { name: 'b', shape: [2] },
];
const tensors = new Map([
  ['layer0.W', Float32Array.of(0.1, -0.2, 3e-5, 1, -1e6, 0)],
  ['b', Float32Array.of(1 / 3, -7.75)],
]);

describe('the file of weights', () => {
  it('gives every number back to 1 part in 256, by the names of the tensors', () => {
    const read = decodeWeights(encodeWeights(specs, tensors));
    expect([...read.keys()]).toEqual(['layer0.W', 'b']);
    for (const [name, numbers] of tensors) {
      for (const [index, number] of numbers.entries()) {
        expect(Math.abs(read.get(name)![index]! - number)).toBeLessThanOrEqual(Math.abs(number) / 256);
      }
    }
  });

  it('rounds to the nearest, and of two that are as near to the even one', () => {
    const numbers = Float32Array.of(1 + 3 / 512, 1 + 1 / 256, 1 + 3 / 256, 1 + 1 / 128);
    const read = decodeWeights(encodeWeights([{ name: 'x', shape: [4] }], new Map([['x', numbers]])));
    expect([...read.get('x')!]).toEqual([1 + 1 / 128, 1, 1 + 1 / 64, 1 + 1 / 128]);
  });

  it('is laid out as safetensors: the length of a header in JSON, the header, and the numbers', () => {
    const bytes = Buffer.from(encodeWeights(specs, tensors));
    const length = Number(bytes.readBigUInt64LE());
    expect(JSON.parse(bytes.toString('utf8', 8, 8 + length))).toEqual({
      'layer0.W': { dtype: 'BF16', shape: [2, 3], data_offsets: [0, 12] },
      b: { dtype: 'BF16', shape: [2], data_offsets: [12, 16] },
    });
    expect(bytes.length).toBe(8 + length + 16);
    // -7.75 is 0xc0f80000 as float32.
    expect(bytes.readUInt16LE(bytes.length - 2)).toBe(0xc0f8);
  });

  it('is refused where it is cut off', () => {
    const bytes = encodeWeights(specs, tensors);
    expect(() => decodeWeights(bytes.subarray(0, -1))).toThrow('tensor b is cut off');
  });
});
