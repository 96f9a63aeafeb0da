import { type RandomSource, randomSource } from '../../random.ts';
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
  /** For `extractFeatures`. */
  readonly colour?: { readonly tilt: number; readonly bow: number };
  readonly trim?: true;
  readonly pause?: Pause;
}

/** Quiet around what is said. */
export interface Pause {
  /** Seconds. */
  readonly before: number;
  readonly after: number;
  /** dB by which speech is louder than the quiet. */
  readonly snr: number;
}

/** Draws what is done to one utterance. Each kind takes as many random numbers whether it is done or not. */
export function drawAugmentation(settings: AugmentSettings, random: RandomSource): Augmentation {
  const drawn = (from: Drawn | undefined): number | undefined => {
    const [chance, place] = [random.next(), random.next()];
    return from === undefined || chance >= from.share ? undefined : between(from, place);
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
    ...(settings.colour && drawColour(settings.colour, seed)),
    ...(settings.trim &&
      randomSource(`trim ${seed}`).next() < settings.trim.share && { trim: true as const }),
    ...(settings.pause && drawPause(settings.pause, seed)),
  };
}

function drawColour({ share, most }: NonNullable<AugmentSettings['colour']>, seed: number) {
  const random = randomSource(`colour ${seed}`);
  const [chance, tilt, bow] = [random.next(), random.next(), random.next()];
  return chance < share ? { colour: { tilt: most * (2 * tilt - 1), bow: most * (bow - 0.5) } } : {};
}

/** From numbers of its own, so that all else is drawn as it was before there were pauses. */
function drawPause(pause: Drawn, seed: number): { pause?: Pause } {
  const random = randomSource(`pause ${seed}`);
  const [chance, before, after, quiet] = [random.next(), random.next(), random.next(), random.next()];
  if (chance >= pause.share) return {};
  return { pause: { before: between(pause, before), after: between(pause, after), snr: 30 + 30 * quiet } };
}

function between({ min, max }: Drawn, place: number): number {
  return min + place * (max - min);
}
