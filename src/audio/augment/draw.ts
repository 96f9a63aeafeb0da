import type { RandomSource } from '../../random.ts';
import type { Room } from './room.ts';
import type { AugmentSettings, Drawn, NoiseKind } from './settings.ts';

/** What is done to one utterance; what is left out is not done. All that is random in it comes from `seed`. */
export interface Augmentation {
  readonly seed: number;
  readonly speed?: number;
  /** For `extractFeatures`. */
  readonly warp?: number;
  readonly room?: Room;
  readonly noise?: { readonly kind: NoiseKind; readonly snr: number };
  readonly phone?: true;
  readonly gain?: number;
  readonly clip?: number;
}

/** Draws what is done to one utterance. Each kind takes as many random numbers whether it is done or not. */
export function drawAugmentation(settings: AugmentSettings, random: RandomSource): Augmentation {
  const drawn = (from: Drawn | undefined): number | undefined => {
    const [chance, place] = [random.next(), random.next()];
    return from === undefined || chance >= from.share ? undefined : from.min + place * (from.max - from.min);
  };
  const seed = random.integer(2 ** 32);
  const [speed, warp] = [drawn(settings.speed), drawn(settings.warp)];
  const [decay, direct] = [drawn(settings.room), 12 * random.next()];
  const [snr, kindAt] = [drawn(settings.noise), random.next()];
  const phone = random.next() < (settings.phone?.share ?? 0);
  const [gain, clip] = [drawn(settings.gain), drawn(settings.clip)];
  const kinds = settings.noise?.kinds ?? [];
  const kind = kinds[Math.floor(kindAt * kinds.length)];
  return {
    seed,
    ...(speed !== undefined && { speed: Math.round(speed * 100) / 100 }),
    ...(warp !== undefined && { warp }),
    ...(decay !== undefined && { room: { decay, direct } }),
    ...(snr !== undefined && kind !== undefined && { noise: { kind, snr } }),
    ...(phone && { phone }),
    ...(gain !== undefined && { gain }),
    ...(clip !== undefined && { clip }),
  };
}
