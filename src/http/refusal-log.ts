import type { FastifyBaseLogger } from 'fastify';
import { problems } from '../errors.ts';
import type { HttpObserver } from './observer.ts';

/** Lines that are logged a second. */
const mostLines = 10;

/**
 * Logs what was no valid HTTP, and nothing of what the client sent. Whoever sends garbage can send much of it, so of
 * many refusals in a second only the number is logged.
 */
export function refusalLog(logger: FastifyBaseLogger): NonNullable<HttpObserver['refused']> {
  let count = 0;
  const sum = (): void => {
    if (count > mostLines) logger.info({ count: count - mostLines }, 'refused more');
    count = 0;
  };
  return (problem, { requestId, reason }) => {
    count++;
    if (count === 1) setTimeout(sum, 1000).unref();
    if (count > mostLines) return;
    logger.info({ reqId: requestId, status: problems[problem].status, code: problem, reason }, 'refused');
  };
}
