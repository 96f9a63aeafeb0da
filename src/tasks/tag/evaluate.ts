import type { LabelledSentence } from '../../corpus/index.ts';
import { type Span, spansToBio } from '../../text/bio.ts';
import { tokenize } from '../../text/tokenizer.ts';
import { type Confusion, confusion, type Scores, type SpanScore, scoreSpans } from './metrics.ts';
import type { TagResult } from './result.ts';
import { atisRoles, bookingRoles, buildSwaps, type RoleNames, type SwapScores, scoreSwaps } from './swap.ts';
import type { Tagger, TagRequest } from './tagger.ts';

/** How a tagger did on a list of labelled sentences. */
export interface Evaluation {
  readonly scores: Scores;
  /** Span scores of each data set that the sentences name as their source. */
  readonly bySource: Readonly<Record<string, SpanScore>>;
  /** Scores when the tagger is not told what had just been asked for; only where sentences say it. */
  readonly withoutRequested?: Scores;
  readonly confusion: Confusion;
  /** Only where the tagger knows an origin and a destination. */
  readonly swap?: SwapScores;
}

const batch = 256;

/** Tags the sentences through the serving path and scores spans, exact matches, confusions and role swaps. */
export async function evaluateTagger(
  tagger: Tagger,
  sentences: readonly LabelledSentence[],
): Promise<Evaluation> {
  const results = await tagAll(tagger, sentences);
  const predicted = results.map(({ slots }) => slots);
  const scores = scoreSpans(
    sentences.map(({ slots }) => slots),
    predicted,
  );
  const roles = rolesOf(tagger.manifest.slots);
  const asks = tagger.manifest.requested && sentences.some(({ requested }) => requested?.length);
  return {
    scores,
    bySource: scoreSources(sentences, predicted),
    ...(asks && { withoutRequested: await scoreUnasked(tagger, sentences) }),
    confusion: confusion(
      sentences.map(goldLabels),
      results.map(({ tokens }) => tokens.map(({ label }) => label)),
    ),
    ...(roles && { swap: await scoreRoles(tagger, sentences, roles) }),
  };
}

/** The roles that a tagger with these slots knows; undefined when it knows none. */
export function rolesOf(slots: readonly string[]): RoleNames | undefined {
  return [bookingRoles, atisRoles].find((roles) =>
    Object.values(roles).every((slot) => slots.includes(slot)),
  );
}

async function tagAll(tagger: Tagger, requests: readonly TagRequest[]): Promise<TagResult[]> {
  const known = new Set(tagger.manifest.requested);
  const results: TagResult[] = [];
  for (let start = 0; start < requests.length; start += batch) {
    const part = requests.slice(start, start + batch).map(({ text, requested }) => ({
      text,
      requested: requested?.filter((slot) => known.has(slot)),
    }));
    results.push(...(await tagger.tag(part)));
  }
  return results;
}

/** The span scores alone. */
export async function scoreTagger(
  tagger: Tagger,
  sentences: readonly LabelledSentence[],
  requests: readonly TagRequest[] = sentences,
): Promise<Scores> {
  const results = await tagAll(tagger, requests);
  return scoreSpans(
    sentences.map(({ slots }) => slots),
    results.map(({ slots }) => slots),
  );
}

function scoreUnasked(tagger: Tagger, sentences: readonly LabelledSentence[]): Promise<Scores> {
  return scoreTagger(
    tagger,
    sentences,
    sentences.map(({ text }) => ({ text })),
  );
}

async function scoreRoles(
  tagger: Tagger,
  sentences: readonly LabelledSentence[],
  roles: RoleNames,
): Promise<SwapScores> {
  const cases = buildSwaps(sentences, roles);
  const results = await tagAll(tagger, cases);
  return scoreSwaps(
    cases,
    results.map(({ slots }) => slots),
  );
}

function scoreSources(
  sentences: readonly LabelledSentence[],
  predicted: readonly (readonly Span[])[],
): Record<string, SpanScore> {
  const sources = [...new Set(sentences.flatMap(({ source }) => source ?? []))].sort();
  const entries = sources.map((source): [string, SpanScore] => {
    const chosen = [...sentences.keys()].filter((index) => sentences[index]!.source === source);
    const scores = scoreSpans(
      chosen.map((index) => sentences[index]!.slots),
      chosen.map((index) => predicted[index]!),
    );
    return [source, scores.overall];
  });
  return Object.fromEntries(entries);
}

function goldLabels({ text, slots }: LabelledSentence): string[] {
  return spansToBio(tokenize(text), slots);
}
