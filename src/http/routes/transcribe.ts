import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { spokenTaggerOf } from '../../runtime/registry.ts';
import type { SpeechService } from '../../tasks/speech/speech-service.ts';
import type { TagService } from '../../tasks/tag/tag-service.ts';
import { acceptAudioBodies, audioOf, audioTypes } from '../audio-body.ts';
import { audioFailures } from '../heard.ts';
import { guarded, responses } from '../schemas/problem.ts';
import {
  recordingSchema,
  type SpeechLimits,
  type TranscribeAnswer,
  transcribeQuerySchema,
  transcribeResponseSchema,
} from '../schemas/transcribe.ts';
import { listen } from './listen.ts';
import { modelFor, type TaskModels } from './model-for.ts';

/** The models of routes that take recordings. */
export interface SpeechModels {
  readonly speech: TaskModels<SpeechService>;
  readonly taggers: TaskModels<TagService>;
}

/** How routes that take recordings are set up. */
export interface SpeechSetup {
  readonly limits: SpeechLimits;
  readonly checkRoom: () => void;
  /** Milliseconds in which a stream must send something; 0 for ever. */
  readonly patience: number;
}

/** How routes that take recordings can fail. */
export const speechFailures = [
  ...guarded,
  ...audioFailures,
  'empty_body',
  'body_too_large',
  'unsupported_media_type',
  'invalid_field',
  'unknown_field',
  'unknown_model',
  'wrong_task',
  'overloaded',
  'answer_timeout',
  'worker_failed',
] as const;

/** `POST /transcribe`. */
export function transcribeRoutes(root: FastifyInstance, models: SpeechModels, setup: SpeechSetup): void {
  const { limits, checkRoom } = setup;
  root.register(async (scope) => {
    acceptAudioBodies(scope, limits.bytes);
    scope.withTypeProvider<ZodTypeProvider>().post(
      '/transcribe',
      {
        bodyLimit: limits.bytes,
        schema: {
          operationId: 'transcribe',
          summary: 'Write down what is said in a recording, and find its slots',
          tags: ['tasks'],
          consumes: audioTypes,
          querystring: transcribeQuerySchema,
          body: recordingSchema(limits),
          response: responses('What was heard', transcribeResponseSchema, speechFailures),
        },
        onRequest: (_request, _reply, done) => {
          checkRoom();
          done();
        },
      },
      async (request, reply): Promise<TranscribeAnswer> => {
        const { model: name, tag, tagModel, letters, ...decoding } = request.query;
        const model = modelFor('speech', models.speech, name);
        const { taggers } = models;
        const reader = tagModel ?? spokenTaggerOf(taggers.models);
        const tagger = tag ? modelFor('tag', taggers, reader, '/tagModel') : undefined;
        const recording = { audio: audioOf(request), decoding, letters, limits };
        const { slots, ...heard } = await listen(request, reply, { model, tagger }, recording);
        return {
          model: referenceOf(model.manifest),
          ...(heard as Omit<TranscribeAnswer, 'model'>),
          ...(tagger && slots && { tagModel: referenceOf(tagger.manifest), slots }),
        };
      },
    );
  });
}

function referenceOf({ name, version }: { readonly name: string; readonly version: string }) {
  return { name, version };
}
