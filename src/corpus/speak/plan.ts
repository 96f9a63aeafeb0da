import { type RandomSource, randomSource } from '../../random.ts';
import { weightedList } from '../generate/weighted.ts';
import type { Voice } from './voices.ts';

/** What a voice is given. */
export interface Aloud {
  readonly aloud: string;
  /** A language of espeak, whose voices alone can say it; without it the voice has one of its own. */
  readonly accent?: string | undefined;
}

/** How one sentence is spoken. */
export interface Clip {
  readonly number: number;
  /** What the program is given: spoken words, with letters that are named one by one in capitals. */
  readonly aloud: string;
  readonly voice: Voice;
  /** Of espeak. */
  readonly accent: string | undefined;
  /** How fast, as a factor of the voice's own speed. */
  readonly tempo: number;
  /** How much smaller the speaker is: pitch and formants rise by this factor. */
  readonly size: number;
  /** Of espeak, 0 to 99. */
  readonly pitch: number;
  /** The loudest sample, of 1. */
  readonly peak: number;
  /** Seconds of silence before and after. */
  readonly before: number;
  readonly after: number;
}

const between = (random: RandomSource, low: number, high: number): number =>
  low + (high - low) * random.next();
const rounded = (value: number): number => Math.round(value * 1000) / 1000;

function tempoOf(random: RandomSource): number {
  return Math.min(1.3, Math.max(0.78, Math.exp(0.12 * random.normal())));
}

/** Whether a voice can speak with the accent of any language. */
export const isEspeak = ({ engine }: Voice): boolean => engine === 'espeak';

/**
 * Draws voices and how each speaks: the same texts, voices and seed give the same clips, whoever makes them in whatever order. Throws a
 * RangeError for an accent without a voice of espeak.
 */
export function planClips(texts: readonly Aloud[], voices: readonly Voice[], seed: string): Clip[] {
  const all = weightedList(voices, (voice) => voice.weight);
  const hasAccents = texts.some(({ accent }) => accent !== undefined);
  const espeak = hasAccents ? weightedList(voices.filter(isEspeak), (voice) => voice.weight) : all;
  return texts.map(({ aloud, accent: given }, number) => {
    const random = randomSource(`clip ${seed} ${number}`);
    const voice = (given === undefined ? all : espeak).draw(random);
    const accent = given ?? (voice.accents.length > 0 ? random.pick(voice.accents) : undefined);
    // The few recorded voices are made more by size; espeak's variants differ by themselves.
    const wide = isEspeak(voice) ? 0.07 : 0.13;
    return {
      number,
      aloud,
      voice,
      accent,
      tempo: rounded(tempoOf(random)),
      size: rounded(Math.exp(between(random, -wide, wide))),
      pitch: 30 + random.integer(41),
      peak: rounded(between(random, 0.15, 0.7)),
      before: rounded(between(random, 0.05, 0.3)),
      after: rounded(between(random, 0.05, 0.3)),
    };
  });
}
