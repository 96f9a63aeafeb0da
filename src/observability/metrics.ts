import { collectDefaultMetrics, Registry } from 'prom-client';
import type { HttpObserver } from '../http/observer.ts';
import type { PoolObserver } from '../runtime/pool/observer.ts';
import { type GaugeSources, gauges } from './gauges.ts';
import { httpMetrics } from './http-metrics.ts';
import { workMetrics } from './work-metrics.ts';

/** The service's metrics: who counts, and what tells. */
export interface Metrics {
  readonly http: HttpObserver;
  readonly pool: PoolObserver;
  /** The media type of `text`. */
  readonly contentType: string;
  /** All metrics in Prometheus' text format. */
  text(): Promise<string>;
}

/** Metrics in a registry of their own. */
export function createMetrics(sources: GaugeSources): Metrics {
  const registry = new Registry();
  // Twice the default interval of looks at the event loop: half its cost.
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: 20 });
  gauges(registry, sources);
  const http = httpMetrics(registry);
  const work = workMetrics(registry);
  return {
    http: {
      answered(request, answer) {
        http.answered(request, answer);
        for (const part of request.work?.parts ?? []) work.done(part);
      },
      refused: http.refused,
    },
    pool: work.pool,
    contentType: registry.contentType,
    text() {
      for (const { name } of sources.models()) work.loaded(name);
      return registry.metrics();
    },
  };
}
