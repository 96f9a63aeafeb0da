import type { Registry } from 'prom-client';
import { problems } from '../errors.ts';
import type { HttpObserver } from '../http/observer.ts';
import { catalogue, latencyBounds } from './catalogue.ts';
import { counterFamily, histogramFamily } from './families.ts';
import { methodName } from './methods.ts';

/** Label of what has no route. */
const unknown = 'unknown';

/** Counts what HTTP answers. */
export function httpMetrics(registry: Registry): Required<Omit<HttpObserver, 'received'>> {
  const requests = counterFamily(registry, catalogue.requests);
  const latency = histogramFamily(registry, catalogue.latency, latencyBounds);
  const failed = counterFamily(registry, catalogue.problems);
  for (const code of Object.keys(problems)) failed.at(code);
  return {
    answered(request, { status, milliseconds }) {
      const route = request.is404 ? unknown : request.routeOptions.url!;
      requests.at(methodName(request.method), route, String(status)).value++;
      latency.at(route, request.work?.model ?? '').observe(milliseconds / 1000);
      if (request.problem !== null) failed.at(request.problem).value++;
    },
    refused(problem) {
      requests.at('_OTHER', unknown, String(problems[problem].status)).value++;
      failed.at(problem).value++;
    },
  };
}
