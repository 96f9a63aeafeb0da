/** Decoded sound: one array a channel, all of one length, samples in -1..1. */
export interface Pcm {
  readonly channels: readonly Float32Array[];
  /** Hz. */
  readonly sampleRate: number;
}

/** The mean of all channels. */
export function mixToMono({ channels }: Pcm): Float32Array {
  const first = channels[0] ?? new Float32Array(0);
  if (channels.length < 2) return first;
  const mono = new Float32Array(first.length);
  for (const channel of channels) {
    for (let i = 0; i < mono.length; i++) mono[i] = mono[i]! + channel[i]!;
  }
  for (let i = 0; i < mono.length; i++) mono[i] = mono[i]! / channels.length;
  return mono;
}

/** Samples in -1..1 as 16-bit numbers, rounded, clipped at full scale, in memory that threads can share. */
export function toShared16(samples: Float32Array): Int16Array {
  const shared = new Int16Array(new SharedArrayBuffer(samples.length * 2));
  for (let i = 0; i < samples.length; i++) {
    shared[i] = Math.max(-32_768, Math.min(32_767, Math.round(samples[i]! * 32_768)));
  }
  return shared;
}
