import { type RandomSource, randomSource } from '../../random.ts';
import type { Samples } from '../features/log-mel.ts';
import type { Resampler } from '../resample.ts';
import { convolve } from './convolve.ts';
import type { Augmentation, Pause } from './draw.ts';
import { addNoise, babbleNoise, pinkNoise, whiteNoise } from './noise.ts';
import { phoneBand } from './phone-band.ts';
import { roomImpulse } from './room.ts';
import type { NoiseKind } from './settings.ts';
import { cutClose } from './trim.ts';

/** What augmentation works with. */
export interface AugmentTools {
  readonly sampleRate: number;
  readonly resampler: Resampler;
  /** Recordings of other people, of which babble is made; without any, babble is pink noise. */
  readonly others?: readonly Samples[];
}

/** Speex's quality for changed speeds: nobody hears them but a network that is to bear noise. */
const speedQuality = 3;

/** How many people babble. */
const voices = 5;

/**
 * Does to an utterance what was drawn for it, in the order of the world: the voice, the room, noise, the telephone, the recorder.
 * All but `warp`, which is for `extractFeatures`. The samples given stay as they are; nothing drawn gives them back as floats.
 */
export function augment(samples: Samples, drawn: Augmentation, tools: AugmentTools): Float32Array {
  const { sampleRate, resampler } = tools;
  const random = randomSource(drawn.seed);
  let heard = samples instanceof Int16Array ? floatsOf(samples) : samples;
  if (drawn.trim) heard = cutClose(heard, sampleRate);
  if (drawn.speed !== undefined) {
    heard = resampler.resample(heard, Math.round(sampleRate * drawn.speed), sampleRate, speedQuality);
  }
  if (drawn.pause !== undefined) heard = withPause(heard, drawn.pause, { random, sampleRate });
  if (drawn.room !== undefined) heard = convolve(heard, roomImpulse(drawn.room, sampleRate, random));
  if (drawn.noise !== undefined) {
    heard = addNoise(heard, noiseOf(drawn.noise.kind, heard.length, { random, tools }), drawn.noise.snr);
  }
  if (drawn.phone) heard = phoneBand(heard, sampleRate);
  if (drawn.gain !== undefined) heard = amplify(heard, drawn.gain);
  return drawn.clip === undefined ? heard : clipAt(heard, drawn.clip);
}

/** With a quiet room before and after, whose noise is heard under the speech as well. */
function withPause(
  samples: Float32Array,
  { before, after, snr }: Pause,
  { random, sampleRate }: { readonly random: RandomSource; readonly sampleRate: number },
): Float32Array {
  const [lead, rest] = [before, after].map((seconds) => Math.round(seconds * sampleRate)) as [number, number];
  const longer = new Float32Array(lead + samples.length + rest);
  longer.set(samples, lead);
  // The power of speech is that of the whole, which the pause has made less.
  const share = 10 * Math.log10(longer.length / Math.max(1, samples.length));
  return addNoise(longer, pinkNoise(longer.length, random), snr - share);
}

function floatsOf(samples: Int16Array): Float32Array {
  const floats = new Float32Array(samples.length);
  for (let i = 0; i < floats.length; i++) floats[i] = samples[i]! / 32_768;
  return floats;
}

function noiseOf(
  kind: NoiseKind,
  length: number,
  { random, tools }: { readonly random: RandomSource; readonly tools: AugmentTools },
): Float32Array {
  if (kind === 'white') return whiteNoise(length, random);
  const others = tools.others ?? [];
  return kind === 'babble' && others.length > 0
    ? babbleNoise(length, others, { voices, random })
    : pinkNoise(length, random);
}

/** Samples `gain` dB louder. */
export function amplify(samples: Float32Array, gain: number): Float32Array {
  const factor = 10 ** (gain / 20);
  return samples.map((sample) => sample * factor);
}

/** Samples cut off at `level` times the loudest of them. */
export function clipAt(samples: Float32Array, level: number): Float32Array {
  const loudest = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
  const limit = level * loudest;
  return samples.map((sample) => Math.max(-limit, Math.min(limit, sample)));
}
