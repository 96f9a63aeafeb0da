import type { ServerOptions } from 'node:http';
import type { FastifyInstance } from 'fastify';
import type { ApiKey } from '../../api-keys.ts';
import { nameClients, requireKeys } from './api-keys.ts';
import { allowOrigins } from './cors.ts';
import type { Followed } from './follow-files.ts';
import { addHeaders } from './headers.ts';
import { limitRate, type RateLimit } from './rate-limit.ts';
import { type Certificate, followCertificate, httpsOptions } from './tls.ts';

/** What protects the service; what is absent is off. */
export interface Security {
  readonly keys?: Followed<readonly ApiKey[]> | undefined;
  readonly rateLimit?: RateLimit | undefined;
  /** Of pages that may ask. */
  readonly origins?: readonly string[] | undefined;
  readonly certificate?: Followed<Certificate> | undefined;
  /** Addresses and ranges of the proxies that are believed. */
  readonly trustProxy?: string[] | undefined;
}

/** What the app's server must be made with. */
export function serverOptions({ certificate, trustProxy = [] }: Security, http: ServerOptions) {
  return {
    trustProxy: trustProxy.length > 0 && trustProxy,
    ...(certificate
      ? { https: { ...http, ...httpsOptions(certificate, http.requestTimeout ?? 0) } }
      : { http }),
  };
}

/** Registers what `security` asks for, in the order in which requests are to meet it. */
export async function secure(app: FastifyInstance, security: Security): Promise<void> {
  addHeaders(app, { https: security.certificate !== undefined });
  // Browsers read no answer without it, be it 401 or 429, and send no key with a preflight.
  if (security.origins) await allowOrigins(app, security.origins);
  nameClients(app, security.keys);
  // Before keys are asked for, so that guesses are counted too.
  if (security.rateLimit) await limitRate(app, security.rateLimit);
  if (security.keys) requireKeys(app);
  if (security.certificate) followCertificate(app, security.certificate, app.log);
}
