import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { TagService } from '../../tasks/tag/tag-service.ts';
import type { AnswerRequest } from '../../tasks/tag/tagger.ts';
import { responses } from '../schemas/problem.ts';
import { type TagBody, tagRequestSchema, tagResponseSchema } from '../schemas/tag.ts';
import type { TextLimits } from '../schemas/texts.ts';
import { sendAnswers } from './answer.ts';
import { modelFor, type TaskModels } from './model-for.ts';
import { checkExplain, checkRequested } from './tag-checks.ts';
import { taskFailures, taskHooks } from './task-route.ts';

const failures = [
  ...taskFailures,
  'unknown_slot',
  'requested_unsupported',
  'states_unsupported',
  'too_long_to_explain',
] as const;

/** `POST /tag`. */
export function tagRoutes(
  root: FastifyInstance,
  models: TaskModels<TagService>,
  { limits, checkRoom }: { readonly limits: TextLimits; readonly checkRoom: () => void },
): void {
  const app = root.withTypeProvider<ZodTypeProvider>();
  app.post(
    '/tag',
    {
      schema: {
        operationId: 'tag',
        summary: 'Find the slots of one text or several',
        tags: ['tasks'],
        body: tagRequestSchema(limits),
        response: responses('What was found', tagResponseSchema, failures),
      },
      ...taskHooks(limits, checkRoom),
    },
    async (request, reply) => {
      const { body } = request;
      const model = modelFor('tag', models, body.model);
      checkRequested(body, model.manifest);
      checkExplain(body, model.manifest);
      const requests = requestsOf(body);
      const asked = {
        model: model.manifest,
        texts: requests.map(({ text }) => text),
        isList: body.text === undefined,
      };
      return sendAnswers(request, reply, asked, model.answer(requests));
    },
  );
}

/** One request a text, each with the slots that hold for it. */
function requestsOf(body: TagBody): AnswerRequest[] {
  const { text, texts, requested, offsetUnit: unit, explain } = body;
  const explainSlots = body.explainSlots && [...new Set(body.explainSlots)];
  return (texts ?? [text!]).map((each, i) => {
    const own = requested?.[i];
    return {
      text: each,
      requested: Array.isArray(own) ? own : (requested as string[] | undefined),
      unit,
      ...(explain && { explain, explainSlots }),
    };
  });
}
