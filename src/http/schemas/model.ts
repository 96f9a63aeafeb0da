import { z } from 'zod';

/** Which model answered. */
export const modelReferenceSchema = z
  .strictObject({ name: z.string(), version: z.string() })
  .meta({ id: 'ModelReference', description: 'The model that answered' });

/** What is known of a loaded model. */
export const modelSchema = z
  .strictObject({
    name: z.string(),
    version: z.string().describe('Semantic version'),
    task: z
      .enum(['tag', 'sentiment', 'keywords', 'speech'])
      .describe(
        'The route that it answers: `POST /tag`, `POST /sentiment`, `POST /keywords`, and `POST /transcribe` for `speech`',
      ),
    default: z.boolean().describe('Whether it answers requests of its task that name no model'),
    language: z.string().describe('BCP 47 tag'),
    license: z.string().describe('SPDX expression'),
    slots: z.array(z.string()).describe('Slots that it can find; none but for `tag`'),
    labels: z
      .array(z.string())
      .describe('Labels that a token can have; those of a text for `sentiment`, none for `keywords`'),
    requested: z
      .array(z.string())
      .nullable()
      .describe(
        'Slots that change an answer when `requested` names them; null if the model takes no `requested`',
      ),
    keywords: z
      .strictObject({
        minScore: z.number().min(0).max(1).describe('`minScore` of requests that give none'),
        maxWords: z.int().min(1).describe('Words of the longest phrases that it finds'),
      })
      .nullable()
      .describe('What it finds unless told otherwise; null but for `keywords`'),
    network: z
      .object({
        cell: z.string().describe('Kind of cell, such as `lstm`'),
        direction: z.enum(['bidirectional', 'forward', 'backward']).describe('Which way it reads'),
        layers: z.int().min(1),
        hidden: z.int().min(1).describe('Units of each direction of a layer'),
        states: z.boolean().describe('Whether `POST /tag` can tell its states, with `explain`: `states`'),
      })
      .catchall(z.unknown())
      .describe(
        'Its network; what else the recipe set stands beside, the settings of the cell in `cellSettings`',
      ),
    metrics: z
      .record(z.string(), z.record(z.string(), z.unknown()))
      .describe('Scores on `dev` and `test`, each with the `dataSet` that it was measured on'),
  })
  .meta({ id: 'Model', description: 'A loaded model' });

/** The loaded models, by name. */
export const modelListSchema = z
  .strictObject({ models: z.array(modelSchema) })
  .meta({ id: 'ModelList', description: 'All loaded models' });

/** What `GET /models/{name}` answers. */
export type Model = z.infer<typeof modelSchema>;
