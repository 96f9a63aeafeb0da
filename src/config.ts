import { z } from 'zod';
import { observabilitySettings } from './settings/observability.ts';
import { poolSettings } from './settings/pool.ts';
import { checkSecurity, securitySettings } from './settings/security.ts';
import { serviceSettings } from './settings/service.ts';

/** The service's settings, each an environment variable; docs/settings.md lists the same. */
export const settings = z
  .object({ ...serviceSettings, ...poolSettings, ...securitySettings, ...observabilitySettings })
  .superRefine(checkSecurity);

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
  throw new ConfigError(`${variable}=${JSON.stringify(environment[variable] ?? '')}: ${message}`);
}
