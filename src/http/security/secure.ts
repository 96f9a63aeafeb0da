import type { FastifyInstance } from 'fastify';
import type { ApiKey } from '../../api-keys.ts';
import { nameClients, requireKeys } from './api-keys.ts';
import type { Followed } from './follow-files.ts';

/** What protects the service; what is absent is off. */
export interface Security {
  readonly keys?: Followed<readonly ApiKey[]> | undefined;
}

/** Registers what `security` asks for, in the order in which requests are to meet it. */
export async function secure(app: FastifyInstance, security: Security): Promise<void> {
  nameClients(app, security.keys);
  if (security.keys) requireKeys(app);
}
