import loadSpeex, { type SpeexModule } from '@echogarden/speex-resampler-wasm/simd';

/** Changes sample rates, `to / from` times as many samples; what is heard stays at its place in time. */
export interface Resampler {
  /** `quality` from 0 to 10 as Speex has it: 3 leaves errors of about 1e-5 of the signal, 5 of 2e-6. */
  resample(samples: Float32Array, from: number, to: number, quality?: number): Float32Array;
}

/** Samples that go through the resampler's memory at once. */
const blockLength = 1 << 16;

let loaded: Promise<Resampler> | undefined;

/** The resampler of Speex (windowed sinc), loaded once a thread. */
export function loadResampler(): Promise<Resampler> {
  loaded ??= loadSpeex().then((speex) => ({
    resample: (samples, from, to, quality = 5) =>
      from === to || samples.length === 0 ? samples : run(speex, samples, { from, to, quality }),
  }));
  return loaded;
}

function run(
  speex: SpeexModule,
  samples: Float32Array,
  { from, to, quality }: { readonly from: number; readonly to: number; readonly quality: number },
): Float32Array {
  const outputBlock = Math.ceil((blockLength * to) / from) + 64;
  // One allocation: lengths of input and output, then the two blocks.
  const memory = speex._malloc(8 + 4 * (blockLength + outputBlock));
  const [lengths, input] = [memory / 4, memory / 4 + 2];
  const output = input + blockLength;
  const state = speex._speex_resampler_init(1, from, to, quality, memory);
  if (state === 0) {
    speex._free(memory);
    throw new RangeError(`Cannot resample from ${from} to ${to} Hz`);
  }
  try {
    // The filter's delay is cut off in front, and silence behind lets the last samples out.
    speex._speex_resampler_skip_zeros(state);
    const total = samples.length + speex._speex_resampler_get_input_latency(state);
    const resampled = new Float32Array(Math.ceil((samples.length * to) / from));
    let written = 0;
    for (let read = 0; read < total && written < resampled.length; ) {
      const length = Math.min(blockLength, total - read);
      const block = samples.subarray(read, read + length);
      speex.HEAPF32.set(block, input);
      speex.HEAPF32.fill(0, input + block.length, input + length);
      speex.HEAP32[lengths] = length;
      speex.HEAP32[lengths + 1] = outputBlock;
      speex._speex_resampler_process_float(state, 0, 4 * input, memory, 4 * output, memory + 4);
      read += speex.HEAP32[lengths]!;
      const given = Math.min(speex.HEAP32[lengths + 1]!, resampled.length - written);
      resampled.set(speex.HEAPF32.subarray(output, output + given), written);
      written += given;
    }
    return resampled;
  } finally {
    speex._speex_resampler_destroy(state);
    speex._free(memory);
  }
}
