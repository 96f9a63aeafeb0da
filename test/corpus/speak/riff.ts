/** A RIFF file of PCM, 16 bits, one channel; `between` stands between its two chunks. */
export function riff(samples: Int16Array, rate: number, between = Buffer.alloc(0)): Buffer {
  const format = Buffer.alloc(24);
  format.write('fmt ', 0, 'latin1');
  format.writeUInt32LE(16, 4);
  format.writeUInt16LE(1, 8);
  format.writeUInt16LE(1, 10);
  format.writeUInt32LE(rate, 12);
  format.writeUInt32LE(2 * rate, 16);
  format.writeUInt16LE(2, 20);
  format.writeUInt16LE(16, 22);
  const data = Buffer.alloc(8 + 2 * samples.length);
  data.write('data', 0, 'latin1');
  data.writeUInt32LE(2 * samples.length, 4);
  for (const [i, sample] of samples.entries()) data.writeInt16LE(sample, 8 + 2 * i);
  const body = Buffer.concat([Buffer.from('WAVE', 'latin1'), format, between, data]);
  const head = Buffer.alloc(8);
  head.write('RIFF', 0, 'latin1');
  head.writeUInt32LE(body.length, 4);
  return Buffer.concat([head, body]);
}
