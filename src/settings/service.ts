import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { day, flag, integer } from './values.ts';

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/** In place of a folder of model packages: the service then answers for none, and decodes. */
export const noModelFolder = 'none';

/** Where the service listens, what it loads, what a request may hold, how it stops and what it logs. */
export const serviceSettings = {
  HOST: z.string().default('127.0.0.1').describe('Address to listen on; `0.0.0.0` in the container'),
  PORT: integer(0, 65_535)
    .default(8080)
    .describe('Port to listen on; 0 takes a free one, which the log tells'),
  MODELS: z
    .string()
    .default(fileURLToPath(new URL('../../models', import.meta.url)))
    .describe('Folder of model packages; `none` starts without any, for `/ctc/decode` alone'),
  DEFAULT_MODEL: z
    .string()
    .optional()
    .describe(
      'Model of requests that name none, for its own task; without it `booking`, `sentiment-en`, `keywords` and `speech`, or else the first by name',
    ),
  LANGUAGE_MODELS: z
    .string()
    .optional()
    .describe('Folder of language models for `/ctc/decode`: ARPA files, `NAME.arpa` or `NAME.arpa.gz`'),
  MAX_TEXT_LENGTH: integer(1, 1_000_000).default(1000).describe('Longest text of `/tag`, in code points'),
  MAX_DOCUMENT_LENGTH: integer(1, 1_000_000)
    .default(50_000)
    .describe('Longest text of `/sentiment` and `/keywords`, in code points'),
  MAX_REQUEST_LENGTH: integer(1, 100_000_000)
    .default(200_000)
    .describe('Most code points of all texts of one request to `/sentiment` or `/keywords` together'),
  MAX_TEXTS: integer(1, 100_000).default(100).describe('Most texts, or matrices, of one request'),
  BODY_LIMIT: integer(1, 2 ** 30)
    .default(2 ** 20)
    .describe('Largest request body, in bytes'),
  DECODE_BODY_LIMIT: integer(1, 2 ** 30)
    .default(2 ** 21)
    .describe('The same of `/ctc/decode`'),
  DECODE_MAX_FRAMES: integer(1, 10_000_000)
    .default(20_000)
    .describe('Most frames of a matrix of `/ctc/decode`'),
  MAX_AUDIO_SECONDS: integer(1, 3600).default(60).describe('Longest recording of `/transcribe`, in seconds'),
  MAX_AUDIO_BYTES: integer(1, 2 ** 30)
    .default(2 ** 24)
    .describe('Largest recording of `/transcribe`, in bytes'),
  TRANSCRIBE_STREAM: flag
    .default(false)
    .describe(
      '`true` takes speech as a stream at the WebSocket `/transcribe/stream`; then clients that ask to change to another protocol (h2c) are refused',
    ),
  REQUEST_TIMEOUT: integer(0, day)
    .default(30_000)
    .describe(
      'Milliseconds in which a request must have arrived, and in which a stream must send something; 0 sets no limit',
    ),
  // YAML may make a truth value of `off`.
  PLAYGROUND: z
    .enum(['true', 'false', 'on', 'off'], 'must be true or false, or off')
    .transform((value) => value === 'true' || value === 'on')
    .default(true)
    .describe('`false` or `off` leaves out the page at `/playground`, on which models are tried'),
  DRAIN_DELAY: integer(0, day)
    .default(0)
    .describe(
      'Milliseconds between a stop signal, when `/health/ready` turns to 503, and the end of listening',
    ),
  DRAIN_TIMEOUT: integer(0, day)
    .default(10_000)
    .describe('Milliseconds that open requests have to finish after that, before the process exits with 1'),
  LOG_LEVEL: z
    .enum(logLevels, `must be one of ${logLevels.join(', ')}`)
    .default('info')
    .describe(`Least level that is logged: ${logLevels.map((level) => `\`${level}\``).join(', ')}`),
  LOG_TEXT: flag.default(false).describe('`true` logs the texts of requests, which may hold personal data'),
};
