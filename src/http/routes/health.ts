import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { SlotlineError } from '../../errors.ts';
import { responses } from '../schemas/problem.ts';

const statusSchema = z.strictObject({ status: z.literal('ok') });

/** `GET /health/live` and `/health/ready`; `isReady` turns false when the process is asked to stop. */
export function healthRoutes(root: FastifyInstance, isReady: () => boolean): void {
  const app = root.withTypeProvider<ZodTypeProvider>();
  const route = (operationId: string, summary: string) => ({
    schema: {
      operationId,
      summary,
      tags: ['platform'],
      security: [],
      response: responses('It does', statusSchema),
    },
    logLevel: 'warn' as const,
  });
  app.get('/health/live', route('live', 'Whether the process runs'), () => ({ status: 'ok' as const }));
  app.get('/health/ready', route('ready', 'Whether it takes requests'), () => {
    if (!isReady()) throw new SlotlineError('not_ready', 'Send the request to another instance');
    return { status: 'ok' as const };
  });
}
