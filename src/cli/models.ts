import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseConfig } from '../config.ts';
import { packageFiles } from '../package/manifest.ts';
import { CommandError } from './fail.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The folder of the model package that is meant: a package's own folder, or a name in the models folder (the
 * setting MODELS). Without one, the service's default. Throws a CommandError that lists the models there are.
 */
export function findModel(wanted: string | undefined, environment: Environment = process.env): string {
  const { MODELS, DEFAULT_MODEL } = environment;
  const config = parseConfig({ MODELS, DEFAULT_MODEL });
  if (wanted !== undefined && isPackage(wanted)) return wanted;
  const names = modelsIn(config.MODELS);
  const name = wanted ?? config.DEFAULT_MODEL ?? (names.includes('booking') ? 'booking' : names[0]);
  if (name === undefined) {
    throw new CommandError(`There are no models in ${config.MODELS}: train one, or name a package folder.`);
  }
  if (names.includes(name)) return join(config.MODELS, name);
  const known = names.length > 0 ? `has ${names.join(', ')}` : 'has none';
  throw new CommandError(`${name} is neither a model package nor a model's name; ${config.MODELS} ${known}.`);
}

function modelsIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => !name.startsWith('.'));
  return names.filter((name) => isPackage(join(folder, name))).sort();
}

function isPackage(folder: string): boolean {
  return existsSync(join(folder, packageFiles.manifest));
}
