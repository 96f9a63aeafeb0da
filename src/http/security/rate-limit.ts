import { isIP, isIPv4 } from 'node:net';
import rateLimit, { normalizeIP } from '@fastify/rate-limit';
import type { FastifyInstance } from 'fastify';
import { SlotlineError } from '../../errors.ts';

/** How much one client may ask. */
export interface RateLimit {
  /** Most requests in a window. */
  readonly requests: number;
  /** Milliseconds of a window, which begins with a client's first request. */
  readonly window: number;
  /** Clients that are counted at a time: what bounds the memory. The longest silent is forgotten first. */
  readonly clients: number;
}

/** What is not counted: health checks, and the files of a page that could not tell of a 429 if one of them got it. */
const free = /^\/(?:health|playground)\//;

/** Answers 429 to clients that ask too much, by the names of their keys or else by their addresses. */
export async function limitRate(app: FastifyInstance, limit: RateLimit): Promise<void> {
  await app.register(rateLimit, {
    global: false,
    enableDraftSpec: true,
    max: limit.requests,
    timeWindow: limit.window,
    cache: limit.clients,
    keyGenerator: clientOf,
    errorResponseBuilder: (_, { ttl }) =>
      new SlotlineError('rate_limited', `Wait ${Math.ceil(ttl / 1000)} s before the next request`),
  });
  const check = app.rateLimit();
  app.addHook('onRequest', async function (request, reply) {
    if (!free.test(request.routeOptions.url ?? '')) await check.call(this, request, reply);
  });
}

/**
 * An IPv6 client has 2^64 addresses, so its network counts. All without an address are one client: those that have left,
 * and those for which a proxy lets pass what they made up.
 */
function clientOf({ client, ip }: { client: string | null; ip: string | undefined }): string {
  if (client !== null) return `key:${client}`;
  // An IPv4 address as sockets that also listen on IPv6 give it; the plugin takes 7 µs to find that out.
  const plain = ip?.replace(/^::ffff:/, '') ?? '';
  if (isIPv4(plain)) return plain;
  return ip !== undefined && isIP(ip) > 0 ? normalizeIP(ip) : '';
}
