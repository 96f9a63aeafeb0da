import type { FastifyBaseLogger } from 'fastify';
import { type ApiKey, parseKeys } from '../../api-keys.ts';
import { type Config, ConfigError } from '../../config.ts';
import { type Followed, followFiles } from './follow-files.ts';
import type { RateLimit } from './rate-limit.ts';
import type { Security } from './secure.ts';
import { type Certificate, parseCertificate } from './tls.ts';

/** What the settings ask for, with the files that they name; throws a ConfigError that names the setting. */
export async function loadSecurity(config: Config, logger: FastifyBaseLogger): Promise<Security> {
  return {
    keys: await keysOf(config, logger),
    certificate: await certificateOf(config, logger),
    rateLimit: rateLimitOf(config),
    origins: config.CORS_ORIGINS,
    trustProxy: config.TRUST_PROXY,
  };
}

async function keysOf(config: Config, logger: FastifyBaseLogger): Promise<Followed<ApiKey[]> | undefined> {
  const { API_KEYS_FILE: file, FILE_CHECK_INTERVAL: interval } = config;
  if (file === undefined) return undefined;
  const keys = followFiles([file], ([text]) => parseKeys(text!), { interval, logger });
  return await keys.catch(refuse('API_KEYS_FILE'));
}

async function certificateOf(
  config: Config,
  logger: FastifyBaseLogger,
): Promise<Followed<Certificate> | undefined> {
  const { TLS_CERT_FILE: cert, TLS_KEY_FILE: key, FILE_CHECK_INTERVAL: interval } = config;
  if (cert === undefined || key === undefined) return undefined;
  const certificate = followFiles([cert, key], parseCertificate, { interval, logger });
  return await certificate.catch(refuse('TLS_CERT_FILE and TLS_KEY_FILE'));
}

function refuse(variables: string) {
  return (error: Error): never => {
    throw new ConfigError(`${variables}: ${error.message}`);
  };
}

function rateLimitOf(config: Config): RateLimit | undefined {
  const { RATE_LIMIT: requests, RATE_LIMIT_WINDOW: window, RATE_LIMIT_CLIENTS: clients } = config;
  return requests === 0 ? undefined : { requests, window, clients };
}
