import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { type ApiKey, findKey } from '../../api-keys.ts';
import { SlotlineError } from '../../errors.ts';
import type { Followed } from './follow-files.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Name of the API key that the request came with, if keys are asked for. */
    client: string | null;
  }
}

/** What needs no key: health checks, and the contract and pages, which a browser must be able to show. */
const open = /^\/(?:health\/.+|openapi\.json|docs(?:\/.*)?|playground(?:\/.*)?)$/;

/** Sets the `client` of each request by its key; without `keys` nobody has a name. */
export function nameClients(app: FastifyInstance, keys: Followed<readonly ApiKey[]> | undefined): void {
  app.decorateRequest('client', null);
  if (!keys) return;
  app.addHook('onClose', async () => keys.stop());
  app.addHook('onRequest', (request, _, done) => {
    const given = keyOf(request.headers);
    if (given !== undefined) request.client = findKey(keys.value, given)?.name ?? null;
    done();
  });
}

/** Refuses requests whose client has no name, but for what is open. */
export function requireKeys(app: FastifyInstance): void {
  app.addHook('onRequest', (request, _, done) => {
    if (request.client !== null || open.test(request.routeOptions.url ?? '')) return done();
    done(keyOf(request.headers) === undefined ? missing() : unknown());
  });
}

/** A gateway may use `authorization` for itself, so `x-api-key` goes first. */
function keyOf({ 'x-api-key': own, authorization }: IncomingHttpHeaders): string | undefined {
  if (typeof own === 'string') return own;
  return /^bearer +(\S+) *$/i.exec(authorization ?? '')?.[1];
}

function missing(): SlotlineError {
  return unauthenticated('Send an API key, as authorization: Bearer KEY or as x-api-key: KEY', '');
}

/** RFC 6750 gives the reason to clients that did send something. */
function unknown(): SlotlineError {
  return unauthenticated('Send a key that is still valid; this one is not known', ', error="invalid_token"');
}

function unauthenticated(detail: string, reason: string): SlotlineError {
  const headers = { 'www-authenticate': `Bearer realm="slotline"${reason}` };
  return new SlotlineError('unauthenticated', detail, { headers });
}
