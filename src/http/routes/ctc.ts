import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { Alphabet } from '../../decoding/ctc/alphabet.ts';
import { CtcError } from '../../decoding/ctc/error.ts';
import { jsonPointer, SlotlineError } from '../../errors.ts';
import type { DecodeService } from '../../tasks/ctc/decode-service.ts';
import type { DecodeRequest } from '../../tasks/ctc/request.ts';
import { mostSteps, stepsOf } from '../../tasks/ctc/work.ts';
import {
  type CtcBody,
  ctcRequestSchema,
  ctcResponseSchema,
  type DecodingLimits,
  languageModelListSchema,
} from '../schemas/ctc.ts';
import { guarded, jsonBody, responses } from '../schemas/problem.ts';
import { sendJson } from './answer.ts';
import { checkCtcLists } from './ctc-checks.ts';
import { matricesOf } from './ctc-matrix.ts';

const failures = [
  ...guarded,
  ...jsonBody,
  'matrix_or_matrices',
  'invalid_matrix',
  'too_much_to_decode',
  'unknown_language_model',
  'overloaded',
  'answer_timeout',
  'worker_failed',
] as const;

/** `POST /ctc/decode` and `GET /ctc/language-models`. */
export function ctcRoutes(
  root: FastifyInstance,
  decoder: DecodeService,
  { limits, checkRoom }: { readonly limits: DecodingLimits; readonly checkRoom: () => void },
): void {
  const app = root.withTypeProvider<ZodTypeProvider>();
  app.post(
    '/ctc/decode',
    {
      bodyLimit: limits.body,
      schema: {
        operationId: 'ctcDecode',
        summary: 'Read the text out of one CTC matrix or several',
        tags: ['tasks'],
        body: ctcRequestSchema(limits),
        response: responses('What was read of the matrices', ctcResponseSchema, failures),
      },
      onRequest: (_request, _reply, done) => {
        checkRoom();
        done();
      },
      preValidation: (request: FastifyRequest, _reply, done) => {
        if (typeof request.body === 'object' && !Array.isArray(request.body) && request.body !== null) {
          checkCtcLists(request.body, limits.matrices);
        }
        done();
      },
    },
    async (request, reply) => {
      const { outcome, cancel } = decoder.decode(decodeRequestOf(request.body, decoder, limits));
      reply.raw.once('close', cancel);
      const { bodies } = await outcome;
      return sendJson(reply, bodies[0]!);
    },
  );
  app.get(
    '/ctc/language-models',
    {
      schema: {
        operationId: 'listLanguageModels',
        summary: 'The language models that decoding can use',
        tags: ['models'],
        response: responses('All language models', languageModelListSchema, guarded),
      },
    },
    () => ({
      languageModels: decoder.languageModels.map(({ name, order, words, ngrams }) => ({
        name,
        order,
        words,
        ngrams,
      })),
    }),
  );
}

/** What decoders are asked, all of it checked; throws a SlotlineError with the field. */
function decodeRequestOf(
  body: CtcBody,
  { languageModels }: DecodeService,
  limits: DecodingLimits,
): DecodeRequest {
  const alphabet = { symbols: body.alphabet, blank: body.blank, ...separatorOf(body) };
  checkAlphabet(alphabet);
  checkMethod(body);
  const { languageModel, lexicon, hotwords } = body;
  const names = languageModels.map(({ name }) => name);
  if (languageModel && !names.includes(languageModel.name)) {
    const use = names.length > 0 ? `Use one of: ${names.join(', ')}` : 'No language model is loaded';
    throw new SlotlineError('unknown_language_model', use, { pointer: '/languageModel/name' });
  }
  const { beamWidth, beamThreshold, tokenMinLogProb, alternatives } = body;
  const search = Object.entries({ beamWidth, beamThreshold, tokenMinLogProb, alternatives });
  const request: DecodeRequest = {
    matrices: matricesOf(body, { symbols: alphabet.symbols.length, frames: limits.frames }),
    isList: body.matrices !== undefined,
    alphabet,
    method: body.method,
    search: Object.fromEntries(search.filter(([, value]) => value !== undefined)),
    languageModel,
    lexicon,
    hotwords: hotwords?.map((hotword) => (typeof hotword === 'string' ? { text: hotword } : hotword)),
  };
  checkSteps(request);
  return request;
}

function separatorOf({ wordSeparator }: CtcBody): { readonly wordSeparator?: string } {
  return wordSeparator === undefined ? {} : { wordSeparator };
}

function checkAlphabet(alphabet: ConstructorParameters<typeof Alphabet>[0]): void {
  try {
    new Alphabet(alphabet);
  } catch (error) {
    if (!(error instanceof CtcError)) throw error;
    const path = error.path.map((key) => (key === 'symbols' ? 'alphabet' : key));
    throw new SlotlineError('invalid_field', error.message, { pointer: jsonPointer(path) });
  }
}

const ofBeam = [
  'beamWidth',
  'beamThreshold',
  'tokenMinLogProb',
  'alternatives',
  'languageModel',
  'lexicon',
  'hotwords',
] as const;

/** Refuses what would change nothing. */
function checkMethod(body: CtcBody): void {
  if (body.method === 'beam') return;
  const idle = ofBeam.find((field) => body[field] !== undefined);
  if (idle === undefined) return;
  const detail = `This is for the method beam; leave it out, or ask for that instead of ${body.method}`;
  throw new SlotlineError('invalid_field', detail, { pointer: `/${idle}` });
}

function checkSteps(request: DecodeRequest): void {
  const steps = stepsOf(request);
  if (steps <= mostSteps) return;
  const detail =
    `${Math.ceil(steps)} steps (labellings of the beam times likely symbols, of all frames); at most ${mostSteps}: send fewer ` +
    'frames, or a smaller beamWidth or higher tokenMinLogProb';
  throw new SlotlineError('too_much_to_decode', detail);
}
