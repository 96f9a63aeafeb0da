import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import type { ProblemCode } from '../errors.ts';
import type { BatchReport } from '../runtime/pool/observer.ts';
import type { HttpObserver } from './observer.ts';
import { refusalLog } from './refusal-log.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** What a task's route did, for the log, metrics and traces. */
    work: RequestWork | null;
    /** How the request failed, if it did. */
    problem: ProblemCode | null;
  }
}

/** What a request asked of a model, and what came of it. */
export interface ModelWork {
  readonly model: string;
  readonly version: string;
  readonly texts: readonly string[];
  readonly tokens: number;
  /** Tokens that the model's vocabulary lacks. */
  readonly unknown: number;
  readonly slots: number;
  /** Slots with a confidence under 0.5. */
  readonly unsure: number;
  /** When it entered the queue, as `performance.now()` tells it. */
  readonly submitted: number;
  /** Runs of workers that served it. */
  readonly batches: readonly BatchReport[];
}

/** What a request asked in all; if several models answered it, their names and versions have commas between. */
export interface RequestWork extends ModelWork {
  /** The same by model: one, unless a task chooses a model for each text. */
  readonly parts: readonly ModelWork[];
}

const saneId = /^[\w.:-]{1,128}$/;

/** The client's `x-request-id` if it is a short plain one, else a new one. */
export function requestId({ headers }: Pick<IncomingMessage, 'headers'>): string {
  const given = headers['x-request-id'];
  return typeof given === 'string' && saneId.test(given) ? given : randomUUID();
}

/** Gives every answer its `x-request-id`, and requests the fields in which routes leave word. */
export function nameRequests(app: FastifyInstance): void {
  app.decorateRequest('work', null);
  app.decorateRequest('problem', null);
  app.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id);
    done();
  });
}

/** How requests are logged. */
export interface RequestLogOptions {
  /** Whether their texts are logged. */
  readonly withText: boolean;
  /** Gets what became no request. */
  readonly logger: FastifyBaseLogger | undefined;
}

/** Logs one line a request. */
export function requestLog({ withText, logger }: RequestLogOptions): HttpObserver {
  return {
    ...(logger && { refused: refusalLog(logger) }),
    answered(request, { status, milliseconds }) {
      const { method, routeOptions, client, problem, work } = request;
      // Of probes and of the files of the page only what fails is worth a line.
      if (routeOptions.logLevel === 'warn' && status < 400) return;
      const line = {
        reqId: request.id,
        method,
        route: routeOptions.url ?? null,
        status,
        ...(client !== null && { client }),
        ...(problem !== null && { code: problem }),
        ms: Math.round(milliseconds * 100) / 100,
        ...(work && { model: work.model, texts: work.texts.length, tokens: work.tokens }),
        ...(work && withText && { text: work.texts }),
      };
      request.log.info(line, 'answered');
    },
  };
}
