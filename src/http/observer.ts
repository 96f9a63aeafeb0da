import type { Socket } from 'node:net';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type ProblemCode, problems } from '../errors.ts';

/** How a request ended. */
export interface Answer {
  /** HTTP status; 499 if the client had gone before there was one. */
  readonly status: number;
  /** From its headers to the last byte of its answer. */
  readonly milliseconds: number;
}

/** What is known of what became no request. */
export interface Refusal {
  readonly requestId: string;
  /** Node's code for what was wrong, such as `HPE_INVALID_METHOD`; of what the client sent it has nothing. */
  readonly reason: string;
}

/** Is told of requests. */
export interface HttpObserver {
  received?(request: FastifyRequest): void;
  /** Once for each request: when its answer is sent, or its client gone. */
  answered(request: FastifyRequest, answer: Answer): void;
  /** Of what was no valid HTTP, and therefore became no request. */
  refused?(problem: ProblemCode, refusal: Refusal): void;
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
    if (gone) request.problem = brokenBody(request) ?? 'client_gone';
    const status = gone ? problems[request.problem ?? 'client_gone'].status : reply.statusCode;
    const answer = { status, milliseconds: performance.now() - started };
    for (const observer of observers) observer.answered(request, answer);
  });
}

function brokenBody({ raw }: FastifyRequest): ProblemCode | undefined {
  return raw.complete ? undefined : takeRefusal(raw.socket);
}

const refusals = new WeakMap<Socket, ProblemCode>();

/**
 * Tells `observers`, once `socket` is closed, of what came on it and was no valid HTTP. If that was the body of a
 * request that is still open, they are told of the request instead. Gives false if that is under way already.
 */
export function observeRefusal(
  socket: Socket,
  problem: ProblemCode,
  refusal: Refusal,
  observers: readonly HttpObserver[],
): boolean {
  if (refusals.has(socket)) return false;
  refusals.set(socket, problem);
  socket.once('close', () => {
    if (takeRefusal(socket) === undefined) return;
    for (const observer of observers) observer.refused?.(problem, refusal);
  });
  return true;
}

function takeRefusal(socket: Socket): ProblemCode | undefined {
  const problem = refusals.get(socket);
  refusals.delete(socket);
  return problem;
}
