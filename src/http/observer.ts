import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type ProblemCode, problems } from '../errors.ts';

/** How a request ended. */
export interface Answer {
  /** HTTP status; 499 if the client had gone before there was one. */
  readonly status: number;
  /** From its headers to the last byte of its answer. */
  readonly milliseconds: number;
}

/** Is told of requests. */
export interface HttpObserver {
  received?(request: FastifyRequest): void;
  /** Once for each request: when its answer is sent, or its client gone. */
  answered(request: FastifyRequest, answer: Answer): void;
  /** Of what was no valid HTTP, and therefore became no request. */
  refused?(problem: ProblemCode): void;
}

/** Tells `observers` of each request. Register before what may answer. */
export function observeRequests(app: FastifyInstance, observers: readonly HttpObserver[]): void {
  app.addHook('onRequest', (request, reply, done) => {
    observe(request, reply, observers);
    done();
  });
}

/** Tells `observers` of one request; for those that Fastify answers without any hook. */
export function observe(
  request: FastifyRequest,
  reply: FastifyReply,
  observers: readonly HttpObserver[],
): void {
  const started = performance.now();
  for (const observer of observers) observer.received?.(request);
  // Fastify's own hook is not run if the client has gone.
  reply.raw.once('close', () => {
    const gone = !reply.raw.writableEnded;
    if (gone) request.problem = 'client_gone';
    const status = gone ? problems.client_gone.status : reply.statusCode;
    const answer = { status, milliseconds: performance.now() - started };
    for (const observer of observers) observer.answered(request, answer);
  });
}
