import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseConfig } from '../config.ts';
import { packageFiles } from '../package/files.ts';
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
  const models = modelsIn(config.MODELS);
  const names = [...models.keys()];
  const name = wanted ?? config.DEFAULT_MODEL ?? (names.includes('booking') ? 'booking' : names[0]);
  if (name === undefined) {
    throw new CommandError(`There are no models in ${config.MODELS}: train one, or name a package folder.`);
  }
  const folder = models.get(name);
  if (folder) return folder;
  const known = names.length > 0 ? `has ${names.join(', ')}` : 'has none';
  throw new CommandError(`${name} is neither a model package nor a model's name; ${config.MODELS} ${known}.`);
}

/** The packages in a folder by the name that their manifest gives, as the service knows them; sorted by it. */
export function modelsIn(folder: string): Map<string, string> {
  if (!existsSync(folder)) return new Map();
  const folders = readdirSync(folder).filter(
    (name) => !name.startsWith('.') && isPackage(join(folder, name)),
  );
  const models = folders.map((name) => [nameOf(join(folder, name)) ?? name, join(folder, name)] as const);
  return new Map(models.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function nameOf(folder: string): string | undefined {
  const name = manifestIn(folder)?.name;
  return typeof name === 'string' ? name : undefined;
}

/** What a package's manifest holds, unchecked; undefined if it is damaged: loading the package will say what is wrong. */
export function manifestIn(folder: string): Readonly<Record<string, unknown>> | undefined {
  try {
    return Object(JSON.parse(readFileSync(join(folder, packageFiles.manifest), 'utf8')));
  } catch {
    return undefined;
  }
}

function isPackage(folder: string): boolean {
  return existsSync(join(folder, packageFiles.manifest));
}
