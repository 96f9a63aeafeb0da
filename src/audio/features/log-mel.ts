import FFT from 'fft.js';
import { type MelFilter, melFilters } from './mel.ts';
import { type FeatureSettings, windowCount } from './settings.ts';

/** Added to the energy of a band before the logarithm: white noise at -82 dB of full scale, below what 16 bits resolve. */
export const energyFloor = 1e-6;

/** Samples in -1..1, or as 16-bit numbers, which are read as 32768ths. */
export type Samples = Float32Array | Int16Array;

/** Natural logarithms of the energies of mel bands, row-major `[windows, bands]`. */
export interface LogMel {
  readonly values: Float32Array;
  readonly windows: number;
}

const fullScale = 32_768;

/**
 * Computes log-mel energies with buffers and tables of its own: of each whole window (a single one is filled with zeros if
 * there is none; what is left behind the last is not heard) less its mean, under a periodic Hann window, without
 * pre-emphasis or dither, the squared Fourier transform at the next power of two, weighed by HTK's triangles.
 */
export class LogMelExtractor {
  readonly #settings: FeatureSettings;
  readonly #hann: Float64Array;
  readonly #fft: FFT;
  readonly #input: Float64Array;
  readonly #spectrum: Float64Array;
  readonly #power: Float64Array;
  readonly #filters = new Map<number, readonly MelFilter[]>();

  constructor(settings: FeatureSettings) {
    this.#settings = settings;
    const length = Math.round(settings.window * settings.sampleRate);
    const size = 2 ** Math.ceil(Math.log2(length));
    this.#hann = Float64Array.from({ length }, (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / length));
    this.#fft = new FFT(size);
    this.#input = new Float64Array(size);
    this.#spectrum = new Float64Array(2 * size);
    this.#power = new Float64Array(size / 2 + 1);
  }

  /** Of one utterance; `warp` bends the mel axis (`melFilters`). */
  extract(samples: Samples, warp = 1): LogMel {
    const { bands, hop, sampleRate } = this.#settings;
    const step = Math.round(hop * sampleRate);
    const windows = windowCount(samples.length, this.#settings);
    const scale = samples instanceof Int16Array ? 1 / fullScale : 1;
    const filters = this.#filtersOf(warp);
    const values = new Float32Array(windows * bands);
    for (let window = 0; window < windows; window++) {
      this.#fill(samples, window * step, scale);
      this.#transform();
      this.#weigh(filters, values, window * bands);
    }
    return { values, windows };
  }

  #filtersOf(warp: number): readonly MelFilter[] {
    // Warps are drawn at random: a hundredth is as fine as one can hear, and bounds the tables.
    const rounded = Math.round(warp * 100) / 100;
    const known = this.#filters.get(rounded);
    if (known !== undefined) return known;
    const filters = melFilters(this.#settings, this.#input.length, rounded);
    this.#filters.set(rounded, filters);
    return filters;
  }

  #fill(samples: Samples, start: number, scale: number): void {
    const [hann, input] = [this.#hann, this.#input];
    const there = Math.min(hann.length, samples.length - start);
    let sum = 0;
    for (let i = 0; i < there; i++) sum += samples[start + i]!;
    const mean = there > 0 ? sum / there : 0;
    for (let i = 0; i < there; i++) input[i] = (samples[start + i]! - mean) * scale * hann[i]!;
    for (let i = Math.max(there, 0); i < hann.length; i++) input[i] = 0;
  }

  #transform(): void {
    const [spectrum, power] = [this.#spectrum, this.#power];
    this.#fft.realTransform(spectrum, this.#input);
    for (let bin = 0; bin < power.length; bin++) {
      const [real, imaginary] = [spectrum[2 * bin]!, spectrum[2 * bin + 1]!];
      power[bin] = real * real + imaginary * imaginary;
    }
  }

  #weigh(filters: readonly MelFilter[], values: Float32Array, at: number): void {
    const power = this.#power;
    for (let band = 0; band < filters.length; band++) {
      const { first, weights } = filters[band]!;
      let energy = energyFloor;
      for (let i = 0; i < weights.length; i++) energy += weights[i]! * power[first + i]!;
      values[at + band] = Math.log(energy);
    }
  }
}
