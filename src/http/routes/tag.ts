import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { jsonPointer, SlotlineError } from '../../errors.ts';
import type { Models } from '../../runtime/registry.ts';
import { inUnit, type TagResult } from '../../tasks/tag/result.ts';
import type { Tagger, TagRequest } from '../../tasks/tag/tagger.ts';
import type { RequestWork } from '../request-log.ts';
import { responses } from '../schemas/problem.ts';
import { type TagBody, type TextLimits, tagRequestSchema, tagResponseSchema } from '../schemas/tag.ts';
import { modelNamed } from './models.ts';

/** `POST /tag`. */
export function tagRoutes(root: FastifyInstance, models: Models<Tagger>, limits: TextLimits): void {
  const app = root.withTypeProvider<ZodTypeProvider>();
  app.post(
    '/tag',
    {
      schema: {
        operationId: 'tag',
        summary: 'Find the slots of one text or several',
        tags: ['tasks'],
        body: tagRequestSchema(limits),
        response: responses('What was found', tagResponseSchema),
      },
    },
    async (request) => {
      const { body } = request;
      const model = modelNamed(models, body.model, '/model');
      checkRequested(body, model);
      const requests = requestsOf(body);
      const texts = requests.map(({ text }) => text);
      const submitted = performance.now();
      const found = await model.tag(requests);
      const results = found.map((result, i) => inUnit(result, texts[i]!, body.offsetUnit));
      const { name, version } = model.manifest;
      request.work = {
        model: name,
        version,
        texts,
        ...countsOf(results),
        unknown: 0,
        submitted,
        batches: [],
      };
      const reference = { name, version };
      return body.text === undefined ? { model: reference, results } : { model: reference, ...results[0]! };
    },
  );
}

/** Of all results together. */
function countsOf(results: readonly TagResult[]): Pick<RequestWork, 'tokens' | 'slots' | 'unsure'> {
  const slots = results.flatMap((result) => result.slots);
  return {
    tokens: results.reduce((sum, result) => sum + result.tokens.length, 0),
    slots: slots.length,
    unsure: slots.filter(({ confidence }) => confidence < 0.5).length,
  };
}

/** One request a text, each with the slots that hold for it. */
function requestsOf({ text, texts, requested }: TagBody): TagRequest[] {
  return (texts ?? [text!]).map((each, i) => {
    const own = requested?.[i];
    return { text: each, requested: Array.isArray(own) ? own : (requested as string[] | undefined) };
  });
}

function checkRequested({ texts, requested }: TagBody, { manifest }: Tagger): void {
  if (requested === undefined) return;
  if (!manifest.requested) {
    const detail = `Leave requested out: the model ${manifest.name} was trained without it`;
    throw new SlotlineError('requested_unsupported', detail, { pointer: '/requested' });
  }
  const nested = requested.some((entry) => Array.isArray(entry));
  if (nested && requested.length !== texts?.length) {
    const detail = texts
      ? `requested has ${requested.length} lists for ${texts.length} texts; give one list for each text`
      : 'With text, requested is a list of slot names; lists of lists go with texts';
    throw new SlotlineError('invalid_field', detail, { pointer: '/requested' });
  }
  for (const [i, entry] of requested.entries()) {
    if (!Array.isArray(entry)) checkSlot(entry, [i], manifest.slots);
    else for (const [k, name] of entry.entries()) checkSlot(name, [i, k], manifest.slots);
  }
}

function checkSlot(name: string, path: number[], known: readonly string[]): void {
  if (known.includes(name)) return;
  const pointer = jsonPointer(['requested', ...path]);
  throw new SlotlineError('unknown_slot', `Use one of: ${known.join(', ')}`, { pointer });
}
