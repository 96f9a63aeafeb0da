import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { KeywordsService } from '../../tasks/keywords/keywords-service.ts';
import { keywordsRequestSchema, keywordsResponseSchema } from '../schemas/keywords.ts';
import { responses } from '../schemas/problem.ts';
import type { RequestLimits } from '../schemas/texts.ts';
import { sendAnswers } from './answer.ts';
import { checkTotal } from './check-total.ts';
import { modelFor, type TaskModels } from './model-for.ts';
import { taskFailures, taskHooks } from './task-route.ts';

/** `POST /keywords`. */
export function keywordsRoutes(
  root: FastifyInstance,
  models: TaskModels<KeywordsService>,
  { limits, checkRoom }: { readonly limits: RequestLimits; readonly checkRoom: () => void },
): void {
  const app = root.withTypeProvider<ZodTypeProvider>();
  app.post(
    '/keywords',
    {
      schema: {
        operationId: 'keywords',
        summary: 'Find the phrases that say what one text or several are about',
        tags: ['tasks'],
        body: keywordsRequestSchema(limits),
        response: responses('What was found', keywordsResponseSchema, taskFailures),
      },
      ...taskHooks(limits, checkRoom),
    },
    async (request, reply) => {
      const { body } = request;
      const { text, texts = [text!], limit, minScore, maxWords, offsetUnit: unit } = body;
      const model = modelFor('keywords', models, body.model);
      checkTotal(body, limits.requestLength);
      const asked = { model: model.manifest, texts, isList: text === undefined };
      const requests = texts.map((each) => ({ text: each, unit, limit, minScore, maxWords }));
      return sendAnswers(request, reply, asked, model.answer(requests));
    },
  );
}
