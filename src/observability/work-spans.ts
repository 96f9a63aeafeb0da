import type { Attributes, Context, Tracer } from '@opentelemetry/api';
import type { RequestWork } from '../http/request-log.ts';
import type { BatchReport } from '../runtime/pool/observer.ts';
import { firstStart } from './waiting.ts';

const phases = ['encode', 'run', 'decode'] as const;

/** What a request asked of a model, as attributes of its span. */
export function workAttributes(work: RequestWork): Attributes {
  return {
    'slotline.model.name': work.model,
    'slotline.model.version': work.version,
    'slotline.texts': work.texts.length,
    'slotline.tokens': work.tokens,
    'slotline.unknown_tokens': work.unknown,
    'slotline.slots': work.slots,
    'slotline.unsure_slots': work.unsure,
  };
}

/**
 * Makes spans under `parent` of what is over: the wait in the queue, and the phases of each batch that served the
 * request. `offset` makes times of the calendar of those of the reports.
 */
export function workSpans(tracer: Tracer, parent: Context, work: RequestWork, offset: number): void {
  const span = (name: string, start: number, end: number, attributes: Attributes = {}): void =>
    tracer.startSpan(name, { startTime: offset + start, attributes }, parent).end(offset + end);
  const started = firstStart(work);
  if (started !== undefined) span('queue', work.submitted, started);
  for (const batch of work.batches) {
    const attributes = { 'slotline.batch.texts': batch.texts, 'slotline.batch.lane': batch.lane };
    let time = batch.started + handOver(batch) / 2;
    for (const phase of phases) {
      span(phase, time, time + batch[phase], attributes);
      time += batch[phase];
    }
  }
}

/** Milliseconds to the worker and back, of which reports tell only the sum: half of it is put before the phases. */
function handOver({ started, ended, encode, run, decode }: BatchReport): number {
  return Math.max(0, ended - started - encode - run - decode);
}
