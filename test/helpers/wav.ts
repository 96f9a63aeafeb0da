/** How a WAV file is written. */
export interface WavOptions {
  readonly sampleRate: number;
  readonly bits: 8 | 16 | 24 | 32;
  readonly float?: boolean;
  /** Whether the header is a WAVE_FORMAT_EXTENSIBLE. */
  readonly extensible?: boolean;
}

/** A WAV file of channels of samples in -1..1. */
export function writeWav(channels: readonly Float32Array[], options: WavOptions): Uint8Array {
  const { sampleRate, bits, float = false, extensible = false } = options;
  const width = bits / 8;
  const frames = channels[0]?.length ?? 0;
  const block = width * channels.length;
  const formatSize = extensible ? 40 : 16;
  const bytes = Buffer.alloc(28 + formatSize + frames * block);
  const kind = float ? 3 : 1;
  bytes.write('RIFF', 0);
  bytes.writeUInt32LE(bytes.length - 8, 4);
  bytes.write('WAVEfmt ', 8);
  bytes.writeUInt32LE(formatSize, 16);
  bytes.writeUInt16LE(extensible ? 0xfffe : kind, 20);
  bytes.writeUInt16LE(channels.length, 22);
  bytes.writeUInt32LE(sampleRate, 24);
  bytes.writeUInt32LE(sampleRate * block, 28);
  bytes.writeUInt16LE(block, 32);
  bytes.writeUInt16LE(bits, 34);
  if (extensible) {
    bytes.writeUInt16LE(22, 36);
    bytes.writeUInt16LE(bits, 38);
    bytes.writeUInt16LE(kind, 44);
    bytes.write('000000001000800000aa00389b71', 46, 'hex');
  }
  bytes.write('data', 20 + formatSize);
  bytes.writeUInt32LE(frames * block, 24 + formatSize);
  let at = 28 + formatSize;
  for (let i = 0; i < frames; i++) {
    for (const channel of channels) {
      writeSample(bytes, at, { sample: channel[i]!, width, float });
      at += width;
    }
  }
  return new Uint8Array(bytes);
}

function writeSample(
  bytes: Buffer,
  at: number,
  { sample, width, float }: { readonly sample: number; readonly width: number; readonly float: boolean },
): void {
  if (float) bytes.writeFloatLE(sample, at);
  else if (width === 1) bytes.writeUInt8(Math.round(128 + 127 * sample), at);
  else bytes.writeIntLE(Math.round(sample * (2 ** (8 * width - 1) - 1)), at, width);
}
