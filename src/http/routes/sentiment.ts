import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { SentimentService } from '../../tasks/sentiment/sentiment-service.ts';
import { checkLists } from '../lists.ts';
import { guarded, jsonBody, responses } from '../schemas/problem.ts';
import { sentimentRequestSchema, sentimentResponseSchema } from '../schemas/sentiment.ts';
import type { TextLimits } from '../schemas/texts.ts';
import { sendAnswers } from './answer.ts';
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

/** `POST /sentiment`. */
export function sentimentRoutes(
  root: FastifyInstance,
  models: TaskModels<SentimentService>,
  { limits, checkRoom }: { readonly limits: TextLimits; readonly checkRoom: () => void },
): void {
  const app = root.withTypeProvider<ZodTypeProvider>();
  app.post(
    '/sentiment',
    {
      schema: {
        operationId: 'sentiment',
        summary: 'Tell whether one text or several are positive or negative',
        tags: ['tasks'],
        body: sentimentRequestSchema(limits),
        response: responses('What was said of the texts', sentimentResponseSchema, failures),
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
      const { text, texts = [text!], model: name } = request.body;
      const model = modelFor('sentiment', models, name);
      const asked = { model: model.manifest, texts, isList: text === undefined };
      return sendAnswers(request, reply, asked, model.answer(texts.map((each) => ({ text: each }))));
    },
  );
}
