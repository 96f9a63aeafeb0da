import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';
import { openApiDocument } from '../openapi.ts';

/** The page loads nothing from elsewhere, and works over plain HTTP (the plugin's own policy upgrades to HTTPS). */
const contentSecurityPolicy = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "object-src 'none'",
  "base-uri 'none'",
  "frame-ancestors 'self'",
].join('; ');

/** `GET /openapi.json`, and `GET /docs`: a page to read it, served whole from here. */
export async function docsRoutes(app: FastifyInstance): Promise<void> {
  let document: string | undefined;
  app.get('/openapi.json', { schema: { hide: true } }, (_, reply) => {
    document ??= JSON.stringify(openApiDocument(app));
    return reply.header('content-type', 'application/json; charset=utf-8').send(document);
  });
  await app.register(swaggerUi, {
    routePrefix: '/docs',
    staticCSP: contentSecurityPolicy,
    logLevel: 'warn',
    transformSpecification: () => openApiDocument(app),
    uiConfig: { tryItOutEnabled: true, validatorUrl: null },
  });
}
