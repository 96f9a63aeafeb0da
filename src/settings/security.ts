import { z } from 'zod';
import { addressRange, day, integer, list, origin } from './values.ts';

/** Who may ask, how much, from where, and how the connection is protected. All is off by default. */
export const securitySettings = {
  API_KEYS_FILE: z
    .string()
    .optional()
    .describe('File of hashed API keys, of which each request then needs one ([security.md](security.md))'),
  RATE_LIMIT: integer(0, 1_000_000_000)
    .default(0)
    .describe('Most requests of one client, by its key or else its address, in a window; 0 sets no limit'),
  RATE_LIMIT_WINDOW: integer(1000, day)
    .default(60_000)
    .describe("Milliseconds of such a window, which begins with a client's first request"),
  RATE_LIMIT_CLIENTS: integer(1, 10_000_000)
    .default(10_000)
    .describe('Clients that are counted at a time; the longest silent is forgotten first'),
  CORS_ORIGINS: list(origin)
    .optional()
    .describe('Origins whose pages may ask, such as `https://app.example`, with commas between'),
  TRUST_PROXY: list(addressRange)
    .optional()
    .describe(
      "Proxies whose `X-Forwarded-For` tells a client's address: addresses, ranges or `loopback`, `linklocal`, " +
        '`uniquelocal`, with commas between',
    ),
  TLS_CERT_FILE: z
    .string()
    .optional()
    .describe(
      'File of the certificate (PEM, with those between it and the root); the service then speaks HTTPS',
    ),
  TLS_KEY_FILE: z.string().optional().describe('File of its private key (PEM, no passphrase)'),
  FILE_CHECK_INTERVAL: integer(100, day)
    .default(5000)
    .describe(
      'Milliseconds between looks at the files of keys and certificates, which are read anew if changed',
    ),
};

/** What of these settings goes together. */
export function checkSecurity(
  config: {
    readonly HOST: string;
    readonly TLS_CERT_FILE?: string | undefined;
    readonly TLS_KEY_FILE?: string | undefined;
  },
  context: z.RefinementCtx,
): void {
  const { HOST, TLS_CERT_FILE, TLS_KEY_FILE } = config;
  const refuse = (variable: string, message: string): void =>
    context.addIssue({ code: 'custom', path: [variable], message });
  if (TLS_CERT_FILE === undefined && TLS_KEY_FILE === undefined) return;
  if (TLS_CERT_FILE === undefined) refuse('TLS_CERT_FILE', 'is needed beside TLS_KEY_FILE');
  if (TLS_KEY_FILE === undefined) refuse('TLS_KEY_FILE', 'is needed beside TLS_CERT_FILE');
  // For this name two servers are made, of which only one would get the next certificate.
  if (HOST === 'localhost') refuse('HOST', 'must be an address for TLS, such as 127.0.0.1');
}
