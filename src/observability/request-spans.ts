import {
  type Attributes,
  defaultTextMapGetter,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  type Tracer,
  trace,
} from '@opentelemetry/api';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import type { FastifyRequest } from 'fastify';
import { problems } from '../errors.ts';
import type { Answer, HttpObserver } from '../http/observer.ts';
import { methodName } from './methods.ts';
import { workAttributes, workSpans } from './work-spans.ts';

interface Open {
  readonly span: Span;
  /** What makes a time of `performance.now()` one of the calendar: the same for a whole trace. */
  readonly offset: number;
}

/**
 * Makes a server span of each request, by the semantic conventions for HTTP, with spans of its work inside, and gives
 * its log lines their `trace_id` and `span_id`. The client's address and the query stay out: they may be personal.
 */
export function requestSpans(tracer: Tracer, { joins }: { readonly joins: boolean }): HttpObserver {
  const propagator = new W3CTraceContextPropagator();
  const open = new WeakMap<FastifyRequest, Open>();
  return {
    received(request) {
      const { headers } = request;
      const parent = joins ? propagator.extract(ROOT_CONTEXT, headers, defaultTextMapGetter) : ROOT_CONTEXT;
      const now = performance.now();
      const offset = Date.now() - now;
      const options = { kind: SpanKind.SERVER, startTime: offset + now, attributes: attributesOf(request) };
      const span = tracer.startSpan(nameOf(request), options, parent);
      open.set(request, { span, offset });
      const { traceId, spanId } = span.spanContext();
      request.log = request.log.child({ trace_id: traceId, span_id: spanId });
    },
    answered(request, answer) {
      const { span, offset } = open.get(request)!;
      if (span.isRecording()) {
        span.setAttributes(outcomeOf(request, answer));
        if (isError(answer)) span.setStatus({ code: SpanStatusCode.ERROR });
        if (request.work) {
          span.setAttributes(workAttributes(request.work));
          workSpans(tracer, trace.setSpan(ROOT_CONTEXT, span), request.work, offset);
        }
      }
      span.end(offset + performance.now());
    },
  };
}

function nameOf({ method, is404, routeOptions }: FastifyRequest): string {
  const name = methodName(method);
  const shown = name === '_OTHER' ? 'HTTP' : name;
  return is404 ? shown : `${shown} ${routeOptions.url}`;
}

function attributesOf(request: FastifyRequest): Attributes {
  const { method, url, protocol, is404, routeOptions, raw, headers } = request;
  const name = methodName(method);
  return {
    'http.request.method': name,
    ...(name !== method && { 'http.request.method_original': method }),
    'url.path': url.split('?', 1)[0]!,
    'url.scheme': protocol,
    ...(!is404 && { 'http.route': routeOptions.url! }),
    'network.protocol.version': raw.httpVersion,
    ...(headers['user-agent'] !== undefined && { 'user_agent.original': headers['user-agent'] }),
    'slotline.request_id': request.id,
  };
}

/** To a client that had gone no status was sent. */
function outcomeOf({ problem, client }: FastifyRequest, answer: Answer): Attributes {
  const { status } = answer;
  return {
    ...(problem !== 'client_gone' && { 'http.response.status_code': status }),
    ...(isError(answer) && { 'error.type': problem ?? String(status) }),
    ...(problem !== null && { 'slotline.problem': problem }),
    ...(typeof client === 'string' && { 'slotline.client': client }),
  };
}

/** By the conventions, what a client did wrong is no error of the server; a client that went is, with its own status. */
function isError({ status }: Answer): boolean {
  return status >= problems.client_gone.status;
}
