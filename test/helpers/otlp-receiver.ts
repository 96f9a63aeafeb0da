import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import protobuf from 'protobufjs';

/** The parts of opentelemetry/proto/trace/v1 that tests look at. */
const { root } = protobuf.parse(`
  syntax = "proto3";
  message Export { repeated ResourceSpans resource_spans = 1; }
  message ResourceSpans { Resource resource = 1; repeated ScopeSpans scope_spans = 2; }
  message Resource { repeated KeyValue attributes = 1; }
  message ScopeSpans { repeated Span spans = 2; }
  message KeyValue { string key = 1; AnyValue value = 2; }
  message AnyValue {
    oneof value { string string_value = 1; bool bool_value = 2; int64 int_value = 3; double double_value = 4; }
  }
  message Status { string message = 2; int32 code = 3; }
  message Span {
    bytes trace_id = 1; bytes span_id = 2; bytes parent_span_id = 4; string name = 5; int32 kind = 6;
    fixed64 start_time_unix_nano = 7; fixed64 end_time_unix_nano = 8; repeated KeyValue attributes = 9;
    Status status = 15;
  }
`);

type Attributes = Readonly<Record<string, string | number | boolean>>;

/** A span as it came, with ids in hexadecimal and times in milliseconds. */
export interface ReceivedSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string;
  readonly name: string;
  readonly kind: number;
  readonly start: number;
  readonly end: number;
  readonly status: number;
  readonly attributes: Attributes;
  readonly resource: Attributes;
}

/** A collector that keeps what it gets. */
export interface OtlpReceiver {
  readonly url: string;
  readonly requests: { readonly path: string; readonly headers: IncomingHttpHeaders }[];
  readonly spans: ReceivedSpan[];
  close(): Promise<void>;
}

/** Listens for OTLP over HTTP, in protobuf, as a collector does. */
export async function otlpReceiver(): Promise<OtlpReceiver> {
  const requests: OtlpReceiver['requests'] = [];
  const spans: ReceivedSpan[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    requests.push({ path: request.url!, headers: request.headers });
    spans.push(...decode(Buffer.concat(chunks)));
    response.writeHead(200, { 'content-type': 'application/x-protobuf' }).end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const close = async (): Promise<void> => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests, spans, close };
}

interface RawSpan {
  readonly [field: string]: unknown;
  readonly attributes?: RawAttribute[];
}
interface RawAttribute {
  readonly key: string;
  readonly value: Attributes;
}

function decode(body: Buffer): ReceivedSpan[] {
  const type = root.lookupType('Export');
  const message = type.toObject(type.decode(body), { longs: String, bytes: Buffer }) as {
    resourceSpans: { resource: { attributes?: RawAttribute[] }; scopeSpans: { spans: RawSpan[] }[] }[];
  };
  return message.resourceSpans.flatMap(({ resource, scopeSpans }) =>
    scopeSpans.flatMap((scope) =>
      scope.spans.map((span) => received(span, attributesOf(resource.attributes))),
    ),
  );
}

function received(raw: RawSpan, resource: Attributes): ReceivedSpan {
  const hex = (value: unknown) => Buffer.from((value ?? []) as Uint8Array).toString('hex');
  const milliseconds = (value: unknown) => Number(BigInt(value as string)) / 1e6;
  return {
    traceId: hex(raw.traceId),
    spanId: hex(raw.spanId),
    parentSpanId: hex(raw.parentSpanId),
    name: raw.name as string,
    kind: raw.kind as number,
    start: milliseconds(raw.startTimeUnixNano),
    end: milliseconds(raw.endTimeUnixNano),
    status: (raw.status as { code?: number } | undefined)?.code ?? 0,
    attributes: attributesOf(raw.attributes),
    resource,
  };
}

function attributesOf(list: readonly RawAttribute[] = []): Attributes {
  return Object.fromEntries(
    list.map(({ key, value }) => {
      const [kind, held] = Object.entries(value)[0]!;
      return [key, kind === 'intValue' ? Number(held) : held];
    }),
  );
}
