import Fastify, { type FastifyInstance, LogController } from 'fastify';
import type { Config } from '../config.ts';
import { answerClientError, answerUnusualRequests } from './client-error.ts';
import { answerOtherMethods } from './methods.ts';
import { sendProblem } from './problem.ts';
import { requestId } from './request-log.ts';
import { type Health, healthRoutes } from './routes/health.ts';

/** What the admin port tells. */
export interface AdminSources {
  readonly health: Health;
  readonly metrics: { readonly contentType: string; text(): Promise<string> };
}

/** Milliseconds in which a request must have arrived: here only scrapers and probes ask. */
const patience = 5000;

/**
 * The app of the admin port: `GET /metrics` and the probes, for the platform and not for clients. It needs no model,
 * so that it can listen while they load.
 */
export function buildAdmin({ health, metrics }: AdminSources): FastifyInstance {
  const app: FastifyInstance = Fastify({
    logController: new LogController({ disableRequestLogging: true }),
    requestTimeout: patience,
    http: { headersTimeout: patience, connectionsCheckingInterval: 1000, requireHostHeader: false },
    genReqId: requestId,
    requestIdHeader: false,
    // Nothing that it tells should end with it.
    forceCloseConnections: true,
    frameworkErrors: sendProblem,
    clientErrorHandler: (error, socket) => answerClientError(error, socket),
  });
  app.decorateRequest('problem', null);
  app.setErrorHandler(sendProblem);
  app.setValidatorCompiler(() => (value) => ({ value }));
  app.setSerializerCompiler(() => (value) => JSON.stringify(value));
  app.removeAllContentTypeParsers();
  answerUnusualRequests(app);
  answerOtherMethods(app);
  healthRoutes(app, health);
  app.get('/metrics', async (_, reply) => {
    const text = await metrics.text();
    return reply.header('content-type', metrics.contentType).header('cache-control', 'no-store').send(text);
  });
  return app;
}

/** Opens the admin port, unless it is off, and gives its address; rejects with what to change if it is taken. */
export async function openAdmin(
  { ADMIN_HOST: host, ADMIN_PORT: port }: Pick<Config, 'ADMIN_HOST' | 'ADMIN_PORT'>,
  sources: AdminSources,
): Promise<string | undefined> {
  if (port === 'off') return undefined;
  return buildAdmin(sources)
    .listen({ host, port })
    .catch((error: Error) => {
      throw new Error(`${error.message}; set ADMIN_PORT to another port, 0 for a free one, or off`);
    });
}
