import type { RandomSource } from '../../random.ts';

/** What a room does to a sound. */
export interface Room {
  /** Seconds until an echo has lost 60 dB. */
  readonly decay: number;
  /** dB by which the sound itself is louder than all of its echoes together. */
  readonly direct: number;
}

/**
 * The impulse response of an imagined room: the sound itself, then after 1 to 10 ms noise that loses 60 dB in `decay` seconds (Polack's
 * model), as long as it has more than -60 dB, and 0.5 s at most. The sound itself stays at its time and has gain 1.
 */
export function roomImpulse({ decay, direct }: Room, sampleRate: number, random: RandomSource): Float32Array {
  const impulse = new Float32Array(Math.max(2, Math.round(Math.min(decay, 0.5) * sampleRate)));
  const gap = Math.max(1, Math.round((0.001 + 0.009 * random.next()) * sampleRate));
  const loss = (-3 * Math.LN10) / (decay * sampleRate);
  let power = 0;
  for (let i = gap; i < impulse.length; i++) {
    const echo = random.normal() * Math.exp(loss * i);
    impulse[i] = echo;
    power += echo * echo;
  }
  const scale = power === 0 ? 0 : Math.sqrt(10 ** (-direct / 10) / power);
  for (let i = gap; i < impulse.length; i++) impulse[i] = impulse[i]! * scale;
  impulse[0] = 1;
  return impulse;
}
