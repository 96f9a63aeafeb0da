import type { LabelledSentence } from '../../corpus/index.ts';
import type { Span } from '../../text/bio.ts';
import type { RoleNames, SwapCase } from './swap-case.ts';
import { swapContext } from './swap-context.ts';
import { swapValues } from './swap-values.ts';

export type { RoleNames, SwapCase } from './swap-case.ts';

/** The roles as the booking labels name them. */
export const bookingRoles: RoleNames = { origin: 'origin', destination: 'destination' };

/** The roles as ATIS names them. */
export const atisRoles: RoleNames = { origin: 'fromloc.city_name', destination: 'toloc.city_name' };

/**
 * Makes the swap cases of labelled sentences: does a tagger give a place its role by what is said around it,
 * or by which place it is? In the order of the sentences, each text once.
 */
export function buildSwaps(
  sentences: readonly LabelledSentence[],
  roles: RoleNames = bookingRoles,
): SwapCase[] {
  const cases = new Map<string, SwapCase>();
  for (const sentence of sentences) {
    for (const swap of [swapValues(sentence, roles), swapContext(sentence, roles)]) {
      if (swap !== undefined && !cases.has(swap.text)) {
        cases.set(swap.text, swap);
      }
    }
  }
  return [...cases.values()];
}

/** How many cases a tagger followed; `rate` is a fraction of 1. */
export interface SwapRate {
  readonly followed: number;
  readonly total: number;
  readonly rate: number;
}

/**
 * The swap score by kind of case and over all cases; `places` counts single places instead, of those that were given one of
 * the two roles: who cannot tell the roles apart has about one half right.
 */
export type SwapScores = Readonly<Record<SwapCase['kind'] | 'overall' | 'places', SwapRate>>;

/**
 * Scores the spans that a tagger found in the cases' texts, in UTF-16 units. A case is followed when every
 * place to check is met by a span of the expected slot and by no span of another one: roles count, exact
 * borders do not.
 */
export function scoreSwaps(cases: readonly SwapCase[], predicted: readonly (readonly Span[])[]): SwapScores {
  if (cases.length !== predicted.length) {
    throw new Error(`${cases.length} swap cases but ${predicted.length} predictions`);
  }
  const caseRate = (kinds: readonly SwapCase['kind'][]): SwapRate =>
    rateOf(
      cases.flatMap((swap, index) =>
        kinds.includes(swap.kind) ? [isFollowed(swap, predicted[index]!)] : [],
      ),
    );
  return {
    values: caseRate(['values']),
    context: caseRate(['context']),
    overall: caseRate(['values', 'context']),
    places: rateOf(cases.flatMap((swap, index) => givenRoles(swap, predicted[index]!))),
  };
}

function rateOf(outcomes: readonly boolean[]): SwapRate {
  const followed = outcomes.filter(Boolean).length;
  return { followed, total: outcomes.length, rate: outcomes.length === 0 ? 0 : followed / outcomes.length };
}

/** Whether each place that was given a role was given the right one. */
function givenRoles({ expected, roles }: SwapCase, predicted: readonly Span[]): boolean[] {
  return expected.flatMap((place) =>
    predicted
      .filter(({ slot, start, end }) => start < place.end && end > place.start && roles.includes(slot))
      .slice(0, 1)
      .map(({ slot }) => slot === place.slot),
  );
}

function isFollowed({ expected }: SwapCase, predicted: readonly Span[]): boolean {
  return expected.every((place) => {
    const met = predicted.filter(({ start, end }) => start < place.end && end > place.start);
    return met.length > 0 && met.every(({ slot }) => slot === place.slot);
  });
}
