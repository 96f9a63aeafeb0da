import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Counts } from '../../runtime/pool/work.ts';
import type { Models } from '../../runtime/registry.ts';
import type { TagService } from '../../tasks/tag/tag-service.ts';
import type { AnswerRequest } from '../../tasks/tag/tagger.ts';
import { checkLists } from '../lists.ts';
import { guarded, jsonBody, responses } from '../schemas/problem.ts';
import { type TagBody, type TextLimits, tagRequestSchema, tagResponseSchema } from '../schemas/tag.ts';
import { modelNamed } from './models.ts';
import { checkExplain, checkRequested } from './tag-checks.ts';

const failures = [
  ...guarded,
  ...jsonBody,
  'text_or_texts',
  'empty_text',
  'text_too_long',
  'too_many_texts',
  'unknown_model',
  'unknown_slot',
  'requested_unsupported',
  'states_unsupported',
  'too_long_to_explain',
  'overloaded',
  'answer_timeout',
  'worker_failed',
] as const;

/** `POST /tag`. */
export function tagRoutes(
  root: FastifyInstance,
  models: Models<TagService>,
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
      const model = modelNamed(models, body.model, '/model');
      checkRequested(body, model.manifest);
      checkExplain(body, model.manifest);
      const requests = requestsOf(body);
      const { outcome, cancel } = model.answer(requests);
      reply.raw.once('close', cancel);
      const { bodies, counts, submitted, batches } = await outcome;
      const { name, version } = model.manifest;
      const texts = requests.map(({ text }) => text);
      request.work = { model: name, version, texts, ...totalOf(counts), submitted, batches };
      const head = `{"model":${JSON.stringify({ name, version })},`;
      const json =
        body.text === undefined ? `${head}"results":[${bodies.join(',')}]}` : head + bodies[0]!.slice(1);
      // Workers have written the JSON already, which the route's type does not know.
      return reply.header('content-type', 'application/json; charset=utf-8').send(json as never);
    },
  );
}

function totalOf(counts: readonly Counts[]): Counts {
  const total = { tokens: 0, unknown: 0, slots: 0, unsure: 0 };
  for (const { tokens, unknown, slots, unsure } of counts) {
    total.tokens += tokens;
    total.unknown += unknown;
    total.slots += slots;
    total.unsure += unsure;
  }
  return total;
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
