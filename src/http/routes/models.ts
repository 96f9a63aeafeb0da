import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { SlotlineError } from '../../errors.ts';
import type { AnyManifest } from '../../package/manifest.ts';
import type { Models } from '../../runtime/registry.ts';
import { type Model, modelListSchema, modelSchema } from '../schemas/model.ts';
import { guarded, responses } from '../schemas/problem.ts';
import type { ListedModel } from './model-for.ts';

/** A model as it is listed: `labels` are a tagger's own. */
interface Listed extends ListedModel {
  readonly labels?: readonly string[];
}

/** `GET /models` and `GET /models/{name}`, of all tasks. */
export function modelRoutes(root: FastifyInstance, tasks: readonly Models<Listed>[]): void {
  const summaries = (): Model[] =>
    tasks
      .flatMap((models) => models.all().map((model) => summaryOf(model, models.defaultName)))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
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
    () => ({ models: summaries() }),
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
    ({ params }) => {
      const all = summaries();
      const found = all.find(({ name }) => name === params.name);
      if (found) return found;
      const names = all.map(({ name }) => name).join(', ');
      throw new SlotlineError('unknown_model', `Use one of: ${names}`);
    },
  );
}

function summaryOf({ manifest, labels }: Listed, defaultName: string): Model {
  const { name, version, task, language, license, metrics } = manifest;
  const isTagger = manifest.task === 'tag';
  return {
    name,
    version,
    task,
    default: name === defaultName,
    language,
    license,
    slots: isTagger ? manifest.slots : [],
    labels: [...(labels ?? (manifest.task === 'sentiment' ? textLabels : []))],
    requested: (isTagger && manifest.requested) || null,
    keywords: keywordsOf(manifest),
    network: networkOf(manifest),
    metrics: { ...(metrics.dev && { dev: metrics.dev }), ...(metrics.test && { test: metrics.test }) },
  };
}

/** What is said of a text as a whole. */
const textLabels = ['positive', 'negative', 'neutral'];

function keywordsOf(manifest: AnyManifest): Model['keywords'] {
  if (manifest.task !== 'keywords') return null;
  return { minScore: manifest.threshold, maxWords: manifest.maxWords };
}

function networkOf({ architecture, model }: AnyManifest): Model['network'] {
  const { name: cell, ...cellSettings } = architecture.cell;
  const states = 'states' in model && model.states !== undefined;
  return { ...architecture, cell, cellSettings, states };
}
