/** Sound of one channel, 16 bits. */
export interface Wave {
  readonly rate: number;
  readonly samples: Int16Array;
}

/** Reads the RIFF file that a program of speech wrote: PCM of 16 bits and one channel; undefined for any other. */
export function readWave(bytes: Buffer): Wave | undefined {
  if (bytes.length < 12 || bytes.toString('latin1', 0, 4) !== 'RIFF') return undefined;
  let rate: number | undefined;
  for (let at = 12; at + 8 <= bytes.length; ) {
    const name = bytes.toString('latin1', at, at + 4);
    const start = at + 8;
    const size = Math.min(bytes.readUInt32LE(at + 4), bytes.length - start);
    if (name === 'fmt ') {
      const plain = bytes.readUInt16LE(start) === 1 && bytes.readUInt16LE(start + 2) === 1;
      if (!plain || bytes.readUInt16LE(start + 14) !== 16) return undefined;
      rate = bytes.readUInt32LE(start + 4);
    }
    if (name === 'data')
      return rate === undefined ? undefined : { rate, samples: samplesOf(bytes, start, size) };
    at = start + size + (size % 2);
  }
  return undefined;
}

function samplesOf(bytes: Buffer, start: number, size: number): Int16Array {
  const samples = new Int16Array(size >> 1);
  for (let i = 0; i < samples.length; i += 1) samples[i] = bytes.readInt16LE(start + 2 * i);
  return samples;
}

const peakOf = (samples: Int16Array): number =>
  samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);

/** Seconds that are kept before and after what is heard, since sounds such as "f" begin softly. */
const margin = 0.03;

/** The sound without the silence (below a hundredth of its peak) around it, as loud as `peak` of 1; empty if it is silent. */
export function trimmed({ rate, samples }: Wave, peak: number): Wave {
  const loudest = peakOf(samples);
  if (loudest < 300) return { rate, samples: new Int16Array() };
  const heard = (sample: number): boolean => Math.abs(sample) > loudest / 100;
  const around = Math.round(margin * rate);
  const first = Math.max(0, samples.findIndex(heard) - around);
  const last = samples.findLastIndex(heard) + around;
  const scale = (peak * 32767) / loudest;
  return { rate, samples: samples.slice(first, last + 1).map((sample) => Math.round(sample * scale)) };
}
