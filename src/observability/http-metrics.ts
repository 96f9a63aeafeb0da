import type { Registry } from 'prom-client';
import { problems } from '../errors.ts';
import type { HttpObserver } from '../http/observer.ts';
import { catalogue, latencyBounds } from './catalogue.ts';
import { counterFamily, histogramFamily } from './families.ts';

/** Label of what has no route. */
const unknown = 'unknown';

/** Clients may send any method that Node knows; these have a label of their own. */
const methods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** Counts what HTTP answers. */
export function httpMetrics(registry: Registry): Required<Omit<HttpObserver, 'received'>> {
  const requests = counterFamily(registry, catalogue.requests);
  const latency = histogramFamily(registry, catalogue.latency, latencyBounds);
  const failed = counterFamily(registry, catalogue.problems);
  for (const code of Object.keys(problems)) failed.at(code);
  return {
    answered(request, { status, milliseconds }) {
      const route = request.is404 ? unknown : request.routeOptions.url!;
      const method = methods.has(request.method) ? request.method : 'other';
      requests.at(method, route, String(status)).value++;
      latency.at(route, request.work?.model ?? '').observe(milliseconds / 1000);
      if (request.problem !== null) failed.at(request.problem).value++;
    },
    refused(problem) {
      requests.at('other', unknown, String(problems[problem].status)).value++;
      failed.at(problem).value++;
    },
  };
}
