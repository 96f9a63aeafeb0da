import type { FastifyBaseLogger } from 'fastify';
import { parseKeys } from '../../api-keys.ts';
import { type Config, ConfigError } from '../../config.ts';
import { followFiles } from './follow-files.ts';
import type { RateLimit } from './rate-limit.ts';
import type { Security } from './secure.ts';

/** What the settings ask for, with the files that they name; throws a ConfigError that names the setting. */
export async function loadSecurity(config: Config, logger: FastifyBaseLogger): Promise<Security> {
  const options = { interval: config.FILE_CHECK_INTERVAL, logger };
  const keysFile = config.API_KEYS_FILE;
  const keys =
    keysFile === undefined
      ? undefined
      : followFiles([keysFile], ([text]) => parseKeys(text!), options).catch(refuse('API_KEYS_FILE'));
  return { keys: await keys, rateLimit: rateLimitOf(config) };
}

function rateLimitOf(config: Config): RateLimit | undefined {
  const { RATE_LIMIT: requests, RATE_LIMIT_WINDOW: window, RATE_LIMIT_CLIENTS: clients } = config;
  return requests === 0 ? undefined : { requests, window, clients };
}

function refuse(variable: string) {
  return (error: Error): never => {
    throw new ConfigError(`${variable}: ${error.message}`);
  };
}
