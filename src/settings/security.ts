import { z } from 'zod';
import { day, integer } from './values.ts';

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
  FILE_CHECK_INTERVAL: integer(100, day)
    .default(5000)
    .describe(
      'Milliseconds between looks at the files of keys and certificates, which are read anew if changed',
    ),
};
