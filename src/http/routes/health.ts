import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { type ProblemCode, SlotlineError } from '../../errors.ts';
import { responses } from '../schemas/problem.ts';

const statusSchema = z.strictObject({ status: z.literal('ok') });

/** Where the process is on its way; each answers at any time. */
export interface Health {
  /** Whether models are loaded and have shown that they answer rightly. */
  readonly isStarted: () => boolean;
  /** Whether requests should come: false as well once the process is asked to stop. */
  readonly isReady: () => boolean;
}

/** `GET /health/live`, `/health/startup` and `/health/ready`. */
export function healthRoutes(root: FastifyInstance, { isStarted, isReady }: Health): void {
  const app = root.withTypeProvider<ZodTypeProvider>();
  const probe = (
    name: string,
    summary: string,
    failures: readonly ProblemCode[],
    check: () => void,
  ): void => {
    app.get(
      `/health/${name}`,
      {
        schema: {
          operationId: name,
          summary,
          tags: ['platform'],
          security: [],
          response: responses('It does', statusSchema, failures),
        },
        logLevel: 'warn',
      },
      () => {
        check();
        return { status: 'ok' as const };
      },
    );
  };
  probe('live', 'Whether the process runs', [], () => {});
  probe('startup', 'Whether the models are loaded', ['not_ready'], () => {
    if (!isStarted()) throw new SlotlineError('not_ready', 'Wait until the models are loaded');
  });
  probe('ready', 'Whether it takes requests', ['not_ready'], () => {
    if (!isReady()) throw new SlotlineError('not_ready', 'Send the request to another instance');
  });
}
