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
  /** Added to ln P of words that the language model does not know. */
  readonly unknownScore: number;
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

type Weights = Omit<SearchSettings, 'beamWidth'>;

const coarse = {
  alpha: [0.2, 0.4, 0.6, 0.8, 1, 1.3],
  beta: [0, 1, 2, 3],
  unknownScore: [-20, -10],
} as const;
/** Between the chosen ones and their neighbours. */
const finer = {
  alpha: [-0.1, 0, 0.1],
  beta: [-0.5, 0, 0.5],
  unknownScore: [-15, -5, 0, 5],
} as const;

/**
 * The weights of a language model with the fewest word errors, and of several with as few those with the fewest letter
 * errors: over a grid, and then around the best of it. `tell` is told of each that is tried.
 */
export function tuneDecoding(by: TunedBy, tell: (tried: Tuned) => void = () => undefined): Tuned {
  const known = new Map<string, Tuned>();
  const tryAll = (all: readonly Weights[]): Tuned => {
    for (const weights of all) {
      const key = JSON.stringify(weights);
      if (known.has(key)) continue;
      const tried = reach(by, weights);
      known.set(key, tried);
      tell(tried);
    }
    return [...known.values()].reduce((best, one) => (isBetter(one, best) ? one : best));
  };
  const grid = (of: { readonly [W in keyof Weights]: readonly number[] }): Weights[] =>
    of.alpha.flatMap((alpha) =>
      of.beta.flatMap((beta) => of.unknownScore.map((unknownScore) => ({ alpha, beta, unknownScore }))),
    );
  const { alpha, beta, unknownScore } = tryAll(grid(coarse));
  return tryAll(
    grid({
      alpha: finer.alpha.map((step) => rounded(alpha + step)).filter((near) => near >= 0),
      beta: finer.beta.map((step) => rounded(beta + step)).filter((near) => near >= 0),
      unknownScore: finer.unknownScore.map((step) => unknownScore + step).filter((near) => near <= 0),
    }),
  );
}

const rounded = (value: number) => Math.round(100 * value) / 100;

function reach({ setup, matrices, texts, beamWidth }: TunedBy, weights: Weights): Tuned {
  const settings = { beamWidth, ...weights };
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
