import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { SlotlineError } from '../../errors.ts';
import type { SpeechService } from '../../tasks/speech/speech-service.ts';
import type { Transcript } from '../../tasks/speech/transcript.ts';
import { acceptForms, readForm } from '../multipart.ts';
import {
  type OpenAiFields,
  openAiFields,
  openAiFormSchema,
  openAiResponseSchema,
} from '../schemas/openai.ts';
import { responses } from '../schemas/problem.ts';
import { type Segment, segmentsOf, writeSrt, writeVtt } from '../subtitles.ts';
import { listen } from './listen.ts';
import { modelFor } from './model-for.ts';
import { type SpeechModels, type SpeechSetup, speechFailures } from './transcribe.ts';

/** The models that OpenAI's clients name if nobody tells them of ours. */
const theirModels = ['whisper-1', 'gpt-4o-transcribe', 'gpt-4o-mini-transcribe'];

/** `POST /v1/audio/transcriptions`, for clients that were made for OpenAI's. */
export function openAiRoutes(root: FastifyInstance, models: SpeechModels, setup: SpeechSetup): void {
  const { limits, checkRoom } = setup;
  root.register(async (scope) => {
    await acceptForms(scope, limits.bytes);
    scope.withTypeProvider<ZodTypeProvider>().post(
      '/v1/audio/transcriptions',
      {
        bodyLimit: limits.bytes,
        schema: {
          operationId: 'openAiTranscription',
          summary: "The same as POST /transcribe for OpenAI's clients",
          tags: ['tasks'],
          consumes: ['multipart/form-data'],
          body: openAiFormSchema,
          response: responses('What was heard', openAiResponseSchema, [
            ...speechFailures,
            'malformed_form',
            'language_unsupported',
          ]),
        },
        onRequest: (_request, _reply, done) => {
          checkRoom();
          done();
        },
      },
      async (request, reply) => {
        const form = await readForm(request);
        const fields = openAiFields(form);
        const name = theirModels.includes(fields.model ?? '') ? undefined : fields.model;
        const model = modelFor('speech', models.speech, name);
        checkLanguage(model, fields);
        const recording = { audio: form.file, decoding: {}, limits };
        const heard = await listen(request, reply, { model }, recording);
        return reply
          .header('content-type', typesOf[fields.response_format] ?? 'application/json; charset=utf-8')
          .send(written(heard, fields, model) as never);
      },
    );
  });
}

const typesOf: Partial<Record<OpenAiFields['response_format'], string>> = {
  text: 'text/plain; charset=utf-8',
  srt: 'application/x-subrip; charset=utf-8',
  vtt: 'text/vtt; charset=utf-8',
};

function checkLanguage({ manifest }: SpeechService, { language }: OpenAiFields): void {
  if (language === undefined || language.toLowerCase().split('-')[0] === manifest.language.split('-')[0])
    return;
  throw new SlotlineError('language_unsupported', `${manifest.name} hears ${manifest.language}`, {
    pointer: '/language',
  });
}

/** The answer as text, or as what becomes JSON. */
function written(heard: Transcript, fields: OpenAiFields, { manifest }: SpeechService): unknown {
  const { text, words, duration } = heard;
  const segments = segmentsOf(words);
  switch (fields.response_format) {
    case 'text':
      return `${text}\n`;
    case 'srt':
      return writeSrt(segments);
    case 'vtt':
      return writeVtt(segments);
    case 'json':
      return { text };
    default: {
      const wanted = fields.timestamp_granularities.length > 0 ? fields.timestamp_granularities : ['segment'];
      return {
        task: 'transcribe',
        language: manifest.language,
        duration,
        text,
        ...(wanted.includes('word') && {
          words: words.map(({ word, start, end }) => ({ word, start, end })),
        }),
        ...(wanted.includes('segment') && { segments: segments.map(toTheirs) }),
      };
    }
  }
}

/** A segment with the fields that their clients expect; what does not exist here is nothing. */
function toTheirs({ text, start, end, words }: Segment, id: number) {
  const logs = words.map(({ confidence }) => Math.log(Math.max(confidence, 1e-9)));
  return {
    id,
    seek: 0,
    start,
    end,
    text,
    tokens: [],
    temperature: 0,
    avg_logprob: logs.reduce((sum, log) => sum + log, 0) / logs.length,
    compression_ratio: 1,
    no_speech_prob: 0,
  };
}
