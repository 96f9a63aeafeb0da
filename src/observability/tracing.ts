import type { FastifyBaseLogger } from 'fastify';
import { type Config, ConfigError } from '../config.ts';
import type { HttpObserver } from '../http/observer.ts';

/** Traces of requests, under way to a collector. */
export interface Tracing {
  readonly http: HttpObserver;
  /** Sends what is left, for so many milliseconds at most, and stops. */
  close(patience: number): Promise<void>;
}

/** What traces need to know. */
export interface TracingOptions {
  /** Of the service. */
  readonly version: string;
  readonly logger: FastifyBaseLogger;
}

/** Starts traces if the settings ask for them; throws a ConfigError if they ask for what there is not. */
export async function openTracing(config: Config, options: TracingOptions): Promise<Tracing | undefined> {
  const exporter = exporterOf(config);
  if (exporter === 'none') return undefined;
  // A hundred files that nobody should load who does not use them.
  const { startTracing } = await import('./open-telemetry.ts');
  return startTracing({ ...options, exporter, joins: config.OTEL_PROPAGATORS.includes('tracecontext') });
}

/** By the specification `otlp` is the default; here only for those who named an endpoint. */
function exporterOf(config: Config): 'otlp' | 'console' | 'none' {
  const endpoint = config.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT ?? config.OTEL_EXPORTER_OTLP_ENDPOINT;
  const exporter = config.OTEL_TRACES_EXPORTER ?? (endpoint === undefined ? 'none' : 'otlp');
  if (config.OTEL_SDK_DISABLED || exporter !== 'otlp') return config.OTEL_SDK_DISABLED ? 'none' : exporter;
  for (const name of ['OTEL_EXPORTER_OTLP_TRACES_PROTOCOL', 'OTEL_EXPORTER_OTLP_PROTOCOL'] as const) {
    const protocol = config[name];
    if (protocol === 'http/protobuf') return exporter;
    if (protocol !== undefined) {
      throw new ConfigError(`${name}="${protocol}": traces go as http/protobuf only, mostly to port 4318`);
    }
  }
  return exporter;
}
