import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { KeywordsService } from '../../tasks/keywords/keywords-service.ts';
import { checkLists } from '../lists.ts';
import { keywordsRequestSchema, keywordsResponseSchema } from '../schemas/keywords.ts';
import { guarded, jsonBody, responses } from '../schemas/problem.ts';
import type { RequestLimits } from '../schemas/texts.ts';
import { sendAnswers } from './answer.ts';
import { checkTotal } from './check-total.ts';
import { modelFor, type TaskModels } from './model-for.ts';

const failures = [
  ...guarded,
  ...jsonBody,
  'text_or_texts',
  'empty_text',
  'text_too_long',
  'too_many_texts',
  'unknown_model',
  'wrong_task',
  'overloaded',
  'answer_timeout',
  'worker_failed',
] as const;

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
        response: responses('What was found', keywordsResponseSchema, failures),
      },
      // A refusal that comes before the body is read costs least when there is least time.
      onRequest: (_request, _reply, done) => {
        checkRoom();
        done();
      },
      preValidation: (request, _, done) => {
        checkLists(request.body, limits.texts);
        done();
      },
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
