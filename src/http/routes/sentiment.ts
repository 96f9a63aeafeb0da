import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { SentimentService } from '../../tasks/sentiment/sentiment-service.ts';
import { responses } from '../schemas/problem.ts';
import { sentimentRequestSchema, sentimentResponseSchema } from '../schemas/sentiment.ts';
import type { RequestLimits } from '../schemas/texts.ts';
import { checkTotal } from './check-total.ts';
import type { TaskModels } from './model-for.ts';
import { checkExplained, chooserFor } from './sentiment-checks.ts';
import { sendShared, sharesOf } from './shared-answer.ts';
import { taskFailures, taskHooks } from './task-route.ts';

const failures = [...taskFailures, 'language_unsupported', 'too_long_to_explain'] as const;

/** `POST /sentiment`. */
export function sentimentRoutes(
  root: FastifyInstance,
  models: TaskModels<SentimentService>,
  { limits, checkRoom }: { readonly limits: RequestLimits; readonly checkRoom: () => void },
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
      ...taskHooks(limits, checkRoom),
    },
    async (request, reply) => {
      const { body } = request;
      const { text, texts = [text!], explain, offsetUnit: unit } = body;
      const modelOf = chooserFor(body, models);
      checkTotal(body, limits.requestLength);
      checkExplained(body);
      const asked = { texts, isList: text === undefined };
      return sendShared(request, reply, asked, sharesOf(texts, modelOf), ({ model, indices }) =>
        model.answer(indices.map((index) => ({ text: texts[index]!, unit, explain }))),
      );
    },
  );
}
