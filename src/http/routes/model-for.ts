import { SlotlineError } from '../../errors.ts';
import type { AnyManifest } from '../../package/manifest.ts';
import type { Models } from '../../runtime/registry.ts';

/** A model of any task, as far as routes must know it to name it. */
export interface ListedModel {
  readonly manifest: AnyManifest;
}

/** The models of a task, and those of all others. */
export interface TaskModels<M extends ListedModel> {
  readonly models: Models<M>;
  readonly others: readonly Models<ListedModel>[];
}

/**
 * The model of that name, or the default one for the task. Throws `wrong_task` for a model of another task, else
 * `unknown_model` with the names that exist.
 */
export function modelFor<M extends ListedModel>(
  task: string,
  { models, others }: TaskModels<M>,
  name: string | undefined,
  pointer = '/model',
): M {
  const model = models.get(name);
  if (model) return model;
  const use =
    models.names.length > 0 ? `Use one of: ${models.names.join(', ')}` : `No model for ${task} is loaded`;
  const extra = name === undefined ? {} : { pointer };
  const other = name === undefined ? undefined : others.flatMap((each) => each.get(name) ?? [])[0];
  if (!other) throw new SlotlineError('unknown_model', use, extra);
  const { task: own } = other.manifest;
  throw new SlotlineError(
    'wrong_task',
    `${name} is for POST /${own === 'speech' ? 'transcribe' : own}. ${use}`,
    extra,
  );
}
