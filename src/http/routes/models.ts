import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { SlotlineError } from '../../errors.ts';
import type { Manifest } from '../../package/manifest.ts';
import type { Models } from '../../runtime/registry.ts';
import type { TagService } from '../../tasks/tag/tag-service.ts';
import { type Model, modelListSchema, modelSchema } from '../schemas/model.ts';
import { guarded, responses } from '../schemas/problem.ts';

/** The model of that name, or the default one; throws `unknown_model` with the names that exist. */
export function modelNamed<M extends TagService>(
  models: Models<M>,
  name: string | undefined,
  pointer?: string,
): M {
  const model = models.get(name);
  if (model) return model;
  const detail = `Use one of: ${models.names.join(', ')}`;
  throw new SlotlineError('unknown_model', detail, pointer === undefined ? {} : { pointer });
}

/** `GET /models` and `GET /models/{name}`. */
export function modelRoutes(root: FastifyInstance, models: Models<TagService>): void {
  const app = root.withTypeProvider<ZodTypeProvider>();
  app.get(
    '/models',
    {
      schema: {
        operationId: 'listModels',
        summary: 'The loaded models',
        tags: ['models'],
        response: responses('All loaded models', modelListSchema, guarded),
      },
    },
    () => ({ models: models.all().map((model) => summaryOf(model, models.defaultName)) }),
  );
  app.get(
    '/models/:name',
    {
      schema: {
        operationId: 'getModel',
        summary: 'One loaded model',
        tags: ['models'],
        params: z.object({ name: z.string().describe('Name of a model') }),
        response: responses('The model', modelSchema, [
          ...guarded,
          'malformed_url',
          'not_found',
          'unknown_model',
        ]),
      },
    },
    ({ params }) => summaryOf(modelNamed(models, params.name), models.defaultName),
  );
}

function summaryOf({ manifest, labels }: TagService, defaultName: string): Model {
  const { name, version, task, language, license, slots, requested, metrics } = manifest;
  return {
    name,
    version,
    task,
    default: name === defaultName,
    language,
    license,
    slots,
    labels: [...labels],
    requested: requested ?? null,
    network: networkOf(manifest),
    metrics: { ...(metrics.dev && { dev: metrics.dev }), ...(metrics.test && { test: metrics.test }) },
  };
}

function networkOf({ architecture, model }: Manifest): Model['network'] {
  const { name: cell, ...cellSettings } = architecture.cell;
  return { ...architecture, cell, cellSettings, states: model.states !== undefined };
}
