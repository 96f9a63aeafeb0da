import { setTimeout as delay } from 'node:timers/promises';
import { DiagLogLevel, diag } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import {
  defaultResource,
  detectResources,
  envDetector,
  resourceFromAttributes,
  serviceInstanceIdDetector,
} from '@opentelemetry/resources';
import {
  BasicTracerProvider,
  BatchSpanProcessor,
  ConsoleSpanExporter,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-base';
import { requestSpans } from './request-spans.ts';
import type { Tracing, TracingOptions } from './tracing.ts';

/** How traces are made and where they go. */
export interface TraceOptions extends TracingOptions {
  readonly exporter: 'otlp' | 'console';
  /** Whether a request's trace goes on from its header traceparent. */
  readonly joins: boolean;
}

/** Starts OpenTelemetry, which reads its own environment variables for all that is not said here. */
export function startTracing({ exporter, joins, version, logger }: TraceOptions): Tracing {
  // Such as a collector that cannot be reached: a fault of what watches, not of the service.
  const warn = (problem: string): void => logger.warn({ problem }, 'traces');
  const silent = (): void => {};
  const diagnostics = { error: warn, warn, info: silent, debug: silent, verbose: silent };
  diag.setLogger(diagnostics, { logLevel: DiagLogLevel.WARN, suppressOverrideMessage: true });
  const own = resourceFromAttributes({ 'service.name': 'slotline', 'service.version': version });
  const detected = detectResources({ detectors: [serviceInstanceIdDetector, envDetector] });
  const provider = new BasicTracerProvider({
    resource: defaultResource().merge(own).merge(detected),
    spanProcessors: [
      exporter === 'console'
        ? new SimpleSpanProcessor(new ConsoleSpanExporter())
        : new BatchSpanProcessor(new OTLPTraceExporter()),
    ],
  });
  return {
    http: requestSpans(provider.getTracer('slotline', version), { joins }),
    async close(left) {
      const patience = Math.max(0, left);
      const late = delay(patience, undefined, { ref: false }).then(() => {
        throw new Error(`what was left could not be sent in ${Math.round(patience)} ms`);
      });
      await Promise.race([provider.shutdown(), late]).catch((error: Error) => warn(error.message));
    },
  };
}
