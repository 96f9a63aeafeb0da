import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';

/** How a process ends. */
export interface DrainOptions {
  /** Milliseconds to go on listening, so that load balancers can see `/health/ready` fail. */
  readonly delay: number;
  /** Milliseconds that open requests then have to finish. */
  readonly timeout: number;
  readonly logger: FastifyBaseLogger;
}

/**
 * Stops listening, waits for the open requests, and gives the exit code: 0, or 1 if they did not finish in time.
 */
export async function drain(
  app: FastifyInstance,
  { delay: wait, timeout, logger }: DrainOptions,
): Promise<number> {
  logger.info('draining');
  await delay(wait);
  const late = Symbol('late');
  const outcome = await Promise.race([app.close(), delay(timeout, late, { ref: false })]);
  if (outcome === late) {
    logger.error({ timeout }, 'open requests did not finish in time');
    app.server.closeAllConnections();
    return 1;
  }
  logger.info('drained');
  return 0;
}
