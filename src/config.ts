import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
const day = 86_400_000;

const flag = z.enum(['true', 'false'], 'must be true or false').transform((value) => value === 'true');

function integer(min: number, max: number) {
  return z
    .string()
    .regex(/^\d{1,15}$/, 'must be a whole number')
    .transform(Number)
    .pipe(z.int().min(min, `must be at least ${min}`).max(max, `must be at most ${max}`));
}

/** The service's settings, each an environment variable; docs/settings.md lists the same. */
export const settings = z.object({
  HOST: z.string().default('127.0.0.1').describe('Address to listen on; `0.0.0.0` in the container'),
  PORT: integer(0, 65_535)
    .default(8080)
    .describe('Port to listen on; 0 takes a free one, which the log tells'),
  MODELS: z
    .string()
    .default(fileURLToPath(new URL('../models', import.meta.url)))
    .describe('Folder of model packages'),
  DEFAULT_MODEL: z
    .string()
    .optional()
    .describe('Model of requests that name none; without it `booking`, or else the first by name'),
  MAX_TEXT_LENGTH: integer(1, 1_000_000).default(1000).describe('Longest text, in code points'),
  MAX_TEXTS: integer(1, 100_000).default(100).describe('Most texts of one request'),
  BODY_LIMIT: integer(1, 2 ** 30)
    .default(2 ** 20)
    .describe('Largest request body, in bytes'),
  REQUEST_TIMEOUT: integer(0, day)
    .default(30_000)
    .describe('Milliseconds in which a request must have arrived; 0 sets no limit'),
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
});

/** The parsed settings. */
export type Config = Readonly<z.infer<typeof settings>>;

/** A setting with an unsuitable value; the message names the environment variable. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** Reads the settings from environment variables (an empty one counts as absent); throws a ConfigError. */
export function parseConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.entries(environment).filter(([, value]) => value !== undefined && value !== '');
  const result = settings.safeParse(Object.fromEntries(given));
  if (result.success) return result.data;
  const { path, message } = result.error.issues[0]!;
  const variable = String(path[0]);
  throw new ConfigError(`${variable}=${JSON.stringify(environment[variable])}: ${message}`);
}
