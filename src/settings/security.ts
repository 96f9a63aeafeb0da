import { z } from 'zod';
import { day, integer } from './values.ts';

/** Who may ask, how much, from where, and how the connection is protected. All is off by default. */
export const securitySettings = {
  API_KEYS_FILE: z
    .string()
    .optional()
    .describe('File of hashed API keys, of which each request then needs one ([security.md](security.md))'),
  FILE_CHECK_INTERVAL: integer(100, day)
    .default(5000)
    .describe(
      'Milliseconds between looks at the files of keys and certificates, which are read anew if changed',
    ),
};
