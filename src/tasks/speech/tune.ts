import type { CtcMatrix } from '../../decoding/ctc/index.ts';
import { type DecodingSetup, decodeSpeech } from './decode.ts';
import { type HearingScore, score } from './evaluate.ts';

/** How texts are searched for. */
export interface SearchSettings {
  readonly beamWidth: number;
  /** Weight of the language model. */
  readonly alpha: number;
  /** What each word adds. */
  readonly beta: number;
}

/** What the weights of a language model are chosen by. */
export interface TunedBy {
  /** With the language model. */
  readonly setup: DecodingSetup;
  /** What the network says of each utterance. */
  readonly matrices: readonly CtcMatrix[];
  /** What was said. */
  readonly texts: readonly string[];
  readonly beamWidth: number;
}

/** Settings, and what they reach. */
export interface Tuned extends SearchSettings {
  readonly reached: HearingScore;
}

const alphas = [0.2, 0.4, 0.6, 0.8, 1, 1.3];
const betas = [0, 1, 2, 3];
/** Between the chosen ones and their neighbours. */
const finer = { alpha: [-0.1, 0, 0.1], beta: [-0.5, 0, 0.5] } as const;

/**
 * The weights of a language model with the fewest word errors, and of several with as few those with the fewest letter
 * errors: over a grid, and then around the best of it. `tell` is told of each that is tried.
 */
export function tuneDecoding(by: TunedBy, tell: (tried: Tuned) => void = () => undefined): Tuned {
  const known = new Map<string, Tuned>();
  const tryAll = (alphas: readonly number[], betas: readonly number[]): Tuned => {
    for (const alpha of alphas) {
      for (const beta of betas) {
        const key = `${alpha} ${beta}`;
        if (known.has(key)) continue;
        const tried = reach(by, alpha, beta);
        known.set(key, tried);
        tell(tried);
      }
    }
    return [...known.values()].reduce((best, one) => (isBetter(one, best) ? one : best));
  };
  const coarse = tryAll(alphas, betas);
  const around = (value: number, steps: readonly number[]) =>
    steps.map((step) => Math.round(100 * (value + step)) / 100).filter((near) => near >= 0);
  return tryAll(around(coarse.alpha, finer.alpha), around(coarse.beta, finer.beta));
}

function reach({ setup, matrices, texts, beamWidth }: TunedBy, alpha: number, beta: number): Tuned {
  const settings = { beamWidth, alpha, beta };
  const heard = matrices.map((matrix, index) => ({
    ...{ id: String(index), source: '', text: texts[index]! },
    heard: decodeSpeech(matrix, setup, settings)[0]!.text,
  }));
  return { ...settings, reached: score(heard) };
}

function isBetter({ reached: a }: Tuned, { reached: b }: Tuned): boolean {
  const byWords = a.wordErrorRate - b.wordErrorRate;
  return byWords < 0 || (byWords === 0 && a.letterErrorRate < b.letterErrorRate);
}
