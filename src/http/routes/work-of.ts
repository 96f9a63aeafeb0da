import type { WorkOutcome } from '../../runtime/pool/job.ts';
import type { ModelWork, RequestWork } from '../request-log.ts';

/** Which model was asked, and what. */
export interface AskedOf {
  readonly model: { readonly name: string; readonly version: string };
  readonly texts: readonly string[];
}

/** What a model did for a request, for the log, metrics and traces. */
export function workOf(
  { model: { name, version }, texts }: AskedOf,
  { counts, submitted, batches }: WorkOutcome,
): ModelWork {
  const total = { tokens: 0, unknown: 0, slots: 0, unsure: 0 };
  for (const { tokens, unknown, slots, unsure } of counts) {
    total.tokens += tokens;
    total.unknown += unknown;
    total.slots += slots;
    total.unsure += unsure;
  }
  return { model: name, version, texts, ...total, submitted, batches };
}

/** What all models did for a request of these texts, at least one of them. */
export function workTogether(parts: readonly ModelWork[], texts: readonly string[]): RequestWork {
  const sum = (countOf: (part: ModelWork) => number): number =>
    parts.reduce((total, part) => total + countOf(part), 0);
  return {
    model: parts.map(({ model }) => model).join(),
    version: parts.map(({ version }) => version).join(),
    texts,
    tokens: sum(({ tokens }) => tokens),
    unknown: sum(({ unknown }) => unknown),
    slots: sum(({ slots }) => slots),
    unsure: sum(({ unsure }) => unsure),
    submitted: Math.min(...parts.map(({ submitted }) => submitted)),
    batches: parts.flatMap(({ batches }) => batches),
    parts,
  };
}
