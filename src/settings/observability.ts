import { z } from 'zod';
import { flag, integer } from './values.ts';

const off = z.literal('off');
const url = z.url({ protocol: /^https?$/, error: 'must be a URL with http or https' });
const protocol = z.enum(['http/protobuf', 'http/json', 'grpc'], 'must be http/protobuf');
const exporters = ['otlp', 'console', 'none'] as const;
const propagators = ['tracecontext', 'baggage', 'none'] as const;

/** Where metrics and probes are asked, and where traces go. */
export const observabilitySettings = {
  ADMIN_HOST: z
    .string()
    .default('127.0.0.1')
    .describe('Address on which `/metrics` and the probes are asked; `0.0.0.0` in the container'),
  ADMIN_PORT: z
    .union([off, integer(0, 65_535)], 'must be a port, or off')
    .default(8081)
    .describe('Port for them; 0 takes a free one, which the log tells, and `off` listens on none'),
  OTEL_EXPORTER_OTLP_ENDPOINT: url
    .optional()
    .describe('Collector of traces, such as `http://localhost:4318`; without it there are none'),
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: url
    .optional()
    .describe('The same, with its path, such as `http://localhost:4318/v1/traces`'),
  OTEL_EXPORTER_OTLP_PROTOCOL: protocol.optional().describe('Only `http/protobuf`; there is no gRPC'),
  OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: protocol.optional().describe('The same, for traces alone'),
  OTEL_TRACES_EXPORTER: z
    .enum(exporters, `must be one of ${exporters.join(', ')}`)
    .optional()
    .describe('`otlp`, `console` or `none`; without it `otlp` if there is an endpoint'),
  OTEL_PROPAGATORS: z
    .string()
    .transform((list) => list.split(',').map((name) => name.trim()))
    .pipe(z.array(z.enum(propagators, `must be a list of ${propagators.join(', ')}`)))
    .default(['tracecontext', 'baggage'])
    .describe(
      '`tracecontext` goes on with the trace in a request, `none` does not; baggage is passed to nobody',
    ),
  OTEL_SDK_DISABLED: flag.default(false).describe('`true` makes no traces, whatever else is set'),
};
