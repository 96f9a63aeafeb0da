import type { FastifyInstance } from 'fastify';

/**
 * What OWASP advises for every answer of an API: no sniffing of types, no frames, no scripts, nothing kept by caches.
 * Pages that need more set their own policy.
 */
export const securityHeaders = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
} as const;

const onlyHttps = { 'strict-transport-security': 'max-age=31536000' };

/** Gives every answer these headers, and where the service itself speaks HTTPS, one that keeps browsers to it. */
export function addHeaders(app: FastifyInstance, { https }: { readonly https: boolean }): void {
  const headers = { ...securityHeaders, ...(https && onlyHttps) };
  app.addHook('onRequest', (_, reply, done) => {
    reply.headers(headers);
    done();
  });
}
