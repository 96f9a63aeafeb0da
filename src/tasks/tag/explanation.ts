import { offsetMapper } from '../../text/offsets.ts';
import { rounded } from './confidence.ts';
import { type Explainable, type ExplainedChunk, explainByErasure } from './erasure.ts';
import { type Inferred, nothingInferred, type TaggerNetwork } from './infer.ts';
import type { Laps } from './laps.ts';
import type { AnswerRequest } from './tagger.ts';

/** A word outside a slot, and how much it speaks for the slot (or, below zero, against it). */
export interface WordEffect {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** How much less likely it is without the word that such a slot begins there and reaches as far. */
  readonly effect: number;
}

/** A found slot with what every other word does for it. */
export interface SlotExplanation {
  readonly slot: string;
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly confidence: number;
  readonly words: readonly WordEffect[];
}

/** What an answer tells of its slots when it is asked to explain them. */
export interface Explanation {
  readonly slots: readonly SlotExplanation[];
}

/**
 * Adds `explanation` to the JSON answers of the requests that ask for it. `inferred` has what the network found in
 * their texts, with holes for texts without tokens.
 */
export async function addExplanations(
  network: TaggerNetwork,
  requests: readonly AnswerRequest[],
  { inferred, bodies, laps }: { inferred: readonly Inferred[]; bodies: string[]; laps: Laps },
): Promise<void> {
  const asking = [...requests.keys()].filter((index) => requests[index]!.explain);
  if (asking.length === 0) return;
  const texts = asking.map((index) => explainable(requests[index]!, inferred[index] ?? nothingInferred));
  const explained = await explainByErasure(network, texts, laps);
  for (const [place, index] of asking.entries()) {
    const explanation = explanationOf(requests[index]!, texts[place]!, explained[place]!);
    bodies[index] = `${bodies[index]!.slice(0, -1)},"explanation":${JSON.stringify(explanation)}}`;
  }
}

function explainable({ explainSlots, requested }: AnswerRequest, inferred: Inferred): Explainable {
  const { chunks } = inferred.decoded;
  const chosen = explainSlots ? chunks.filter(({ slot }) => explainSlots.includes(slot)) : chunks;
  return { ...inferred, requested, chosen };
}

function explanationOf(
  { text, unit }: AnswerRequest,
  { tokens }: Explainable,
  explained: readonly ExplainedChunk[],
): Explanation {
  const map = offsetMapper(text, unit);
  const stretch = (first: number, last: number) => {
    const { start } = tokens[first]!;
    const { end } = tokens[last]!;
    return { text: text.slice(start, end), start: map(start), end: map(end) };
  };
  const slots = explained.map(({ chunk: { slot, first, last, confidence }, words }) => ({
    slot,
    ...stretch(first, last),
    confidence: rounded(confidence),
    words: words.map(({ token, effect }) => ({ ...stretch(token, token), effect: rounded(effect) })),
  }));
  return { slots };
}
