import { parseConfig } from '../config.ts';
import type { Task } from '../package/parse.ts';
import { ModelRegistry, type Models } from '../runtime/registry.ts';
import { CommandError } from './fail.ts';
import { manifestIn, modelsIn } from './models.ts';

/** A package that is not loaded yet. */
export interface OnDisk {
  readonly manifest: { readonly name: string; readonly language: string };
  readonly folder: string;
}

/**
 * The models of a task in the models folder, with the default that the service would have. Throws a CommandError if there
 * are none; `what` they are is said then, such as "sentiment models".
 */
export function modelsOfTask(
  task: Task,
  what: string,
  { MODELS, DEFAULT_MODEL }: Readonly<Record<string, string | undefined>>,
): Models<OnDisk> {
  const config = parseConfig({ MODELS, DEFAULT_MODEL });
  const found = [...modelsIn(config.MODELS)].flatMap(([name, folder]): OnDisk[] => {
    const { task: own, language } = manifestIn(folder) ?? {};
    return own === task ? [{ manifest: { name, language: String(language) }, folder }] : [];
  });
  if (found.length === 0) {
    throw new CommandError(
      `There are no ${what} in ${config.MODELS}: train one, or name a package folder with --model.`,
    );
  }
  const isOwn = found.some(({ manifest }) => manifest.name === config.DEFAULT_MODEL);
  return new ModelRegistry(found, isOwn ? config.DEFAULT_MODEL : undefined);
}
