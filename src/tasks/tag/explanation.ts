import { offsetMapper } from '../../text/offsets.ts';
import { rounded } from '../tokens/confidence.ts';
import type { Laps } from '../tokens/laps.ts';
import { type Explainable, type ExplainedChunk, explainByErasure } from './erasure.ts';
import { type Inferred, nothingInferred, type TaggerNetwork } from './infer.ts';
import { readStates } from './states.ts';
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

/** A text that is asked about, with its request and the request's place. */
interface Asked extends Explainable {
  readonly index: number;
  readonly request: AnswerRequest;
}

/** What answers are made of: what was found in texts (with holes for those without tokens), and the answers' JSON. */
export interface Answered {
  readonly inferred: readonly Inferred[];
  readonly bodies: string[];
}

/** Adds `explanation` or `states` to the JSON of the answers whose requests ask for it. */
export async function addExplanations(
  network: TaggerNetwork,
  requests: readonly AnswerRequest[],
  { inferred, bodies }: Answered,
  laps: Laps,
): Promise<void> {
  if (!requests.some(({ explain }) => explain)) return;
  const asked = [...requests.entries()]
    .filter(([, { explain }]) => explain)
    .map(([index, request]) => asking(index, request, inferred[index] ?? nothingInferred));
  const add = (index: number, field: string, value: unknown): void => {
    bodies[index] = `${bodies[index]!.slice(0, -1)},"${field}":${JSON.stringify(value)}}`;
  };
  const [byErasure, byStates] = [true, 'states'].map((kind) =>
    asked.filter(({ request }) => request.explain === kind),
  );
  const explained = await explainByErasure(network, byErasure!, laps);
  for (const [i, text] of byErasure!.entries())
    add(text.index, 'explanation', explanationOf(text, explained[i]!));
  const states = await readStates(network, byStates!, laps);
  for (const [i, { index }] of byStates!.entries()) add(index, 'states', states[i]);
  laps.end('decode');
}

function asking(index: number, request: AnswerRequest, inferred: Inferred): Asked {
  const { explainSlots, requested } = request;
  const { chunks } = inferred.decoded;
  const chosen = explainSlots ? chunks.filter(({ slot }) => explainSlots.includes(slot)) : chunks;
  return { ...inferred, requested, chosen, index, request };
}

function explanationOf(
  { tokens, request: { text, unit } }: Asked,
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
