import type { Registry } from 'prom-client';
import type { ModelWork } from '../http/request-log.ts';
import type { PoolObserver, Refusal } from '../runtime/pool/observer.ts';
import { batchBounds, catalogue, phaseBounds } from './catalogue.ts';
import { counterFamily, histogramFamily } from './families.ts';
import { firstStart } from './waiting.ts';

/** Counts what models are asked and what the pool does. */
export interface WorkMetrics {
  readonly pool: PoolObserver;
  /** Counts what one request asked of a model. */
  done(work: ModelWork): void;
  /** Lets a loaded model's series begin at zero. */
  loaded(model: string): void;
}

const refused: readonly Refusal[] = ['full', 'late', 'failed'];

/** Metrics of texts and of the workers that tag them. */
export function workMetrics(registry: Registry): WorkMetrics {
  const texts = counterFamily(registry, catalogue.texts);
  const tokens = counterFamily(registry, catalogue.tokens);
  const unknown = counterFamily(registry, catalogue.unknownTokens);
  const slots = counterFamily(registry, catalogue.slots);
  const unsure = counterFamily(registry, catalogue.unsureSlots);
  const batches = histogramFamily(registry, catalogue.batchTexts, batchBounds);
  const phases = histogramFamily(registry, catalogue.phases, phaseBounds);
  const refusals = counterFamily(registry, catalogue.refusals);
  const restarts = counterFamily(registry, catalogue.restarts);
  // From the start, since an alert sees no first increase of a series that was not there.
  for (const reason of refused) refusals.at(reason);
  for (const reason of ['crashed', 'hung']) restarts.at(reason);
  return {
    loaded(model) {
      for (const family of [texts, tokens, unknown, slots, unsure]) family.at(model);
    },
    done(work) {
      const { model } = work;
      texts.at(model).value += work.texts.length;
      tokens.at(model).value += work.tokens;
      unknown.at(model).value += work.unknown;
      slots.at(model).value += work.slots;
      unsure.at(model).value += work.unsure;
      const started = firstStart(work);
      if (started !== undefined) phases.at(model, 'queue').observe((started - work.submitted) / 1000);
    },
    pool: {
      batch({ model, lane, texts: count, encode, run, decode }) {
        batches.at(model, lane).observe(count);
        phases.at(model, 'encode').observe(encode / 1000);
        phases.at(model, 'run').observe(run / 1000);
        phases.at(model, 'decode').observe(decode / 1000);
      },
      refused(reason) {
        refusals.at(reason).value++;
      },
      restarted(reason) {
        restarts.at(reason).value++;
      },
    },
  };
}
