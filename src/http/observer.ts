import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ProblemCode } from '../errors.ts';

/** Is told what HTTP answered, once the last byte is sent. */
export interface HttpObserver {
  answered(request: FastifyRequest, reply: FastifyReply): void;
  /** What was no valid HTTP, and therefore became no request. */
  refused(problem: ProblemCode): void;
}

/** Tells `observer` of each answered request. */
export function observeRequests(app: FastifyInstance, observer: HttpObserver): void {
  app.addHook('onResponse', (request, reply, done) => {
    observer.answered(request, reply);
    done();
  });
}
