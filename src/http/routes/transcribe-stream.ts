import websocket from '@fastify/websocket';
import type { FastifyInstance } from 'fastify';
import type { WebSocket } from 'ws';
import { heardRate } from '../../audio/read-audio.ts';
import { SlotlineError } from '../../errors.ts';
import type { SpeechService } from '../../tasks/speech/speech-service.ts';
import { SpeechStream } from '../../tasks/speech/stream.ts';
import { heardOf } from '../heard.ts';
import { toSlotlineError } from '../problem.ts';
import { modelFor } from './model-for.ts';
import type { SpeechModels, SpeechSetup } from './transcribe.ts';

/** Bytes of one message at most: ten seconds. */
const mostBytes = 20 * heardRate;

/** Codes with which a socket is closed (RFC 6455). */
const closing = { done: 1000, misused: 1008, failed: 1011, overloaded: 1013 } as const;

/**
 * `GET /transcribe/stream` as a WebSocket: binary messages are samples (16 bits, little-endian, mono, 16 kHz), the text `end` ends the
 * recording; answers are `StreamEvent`s, or `{"type": "error", "code", "detail"}` before it is closed.
 */
export async function streamRoutes(
  app: FastifyInstance,
  { speech }: SpeechModels,
  { limits, checkRoom, patience }: SpeechSetup,
): Promise<void> {
  await app.register(websocket, { options: { maxPayload: mostBytes } });
  await app.register(async (scope) => {
    scope.get<{ Querystring: { model?: string } }>(
      '/transcribe/stream',
      {
        websocket: true,
        onRequest: (_request, _reply, done) => {
          checkRoom();
          done();
        },
        preValidation: (request, _reply, done) => {
          modelFor('speech', speech, nameOf(request.query));
          done();
        },
      },
      (socket, request) => {
        const model = modelFor('speech', speech, nameOf(request.query));
        attend(socket, model, { seconds: limits.seconds, patience });
      },
    );
  });
}

function nameOf({ model }: { readonly model?: unknown }): string | undefined {
  if (model === undefined || typeof model === 'string') return model;
  throw new SlotlineError('invalid_field', 'Send one model', { pointer: '/model' });
}

/** What a stream may be. */
interface StreamLimits {
  /** How far behind the listening may fall. */
  readonly seconds: number;
  /** Milliseconds in which something must come; 0 for ever. */
  readonly patience: number;
}

/** Listens to a socket. */
function attend(socket: WebSocket, model: SpeechService, { seconds, patience }: StreamLimits): void {
  let cancel = (): void => {};
  const refuse = (error: unknown, code: number): void => {
    const { code: problem, message } = toSlotlineError(error);
    socket.send(JSON.stringify({ type: 'error', code: problem, detail: message }));
    socket.close(code);
    stream.stop();
  };
  const tire = (): void => {
    const detail = `Nothing came for ${patience / 1000} seconds; send samples as they are spoken, or the text end`;
    refuse(new SlotlineError('request_timeout', detail), closing.misused);
  };
  const idle = patience > 0 ? setTimeout(tire, patience).unref() : undefined;
  const stream = new SpeechStream({
    async hear(audio) {
      const unlimited = { seconds: Number.POSITIVE_INFINITY, decodedBytes: Number.POSITIVE_INFINITY };
      const submitted = model.answer([{ audio, limits: unlimited }]);
      cancel = submitted.cancel;
      return heardOf((await submitted.outcome).bodies[0]!);
    },
    tell(event) {
      socket.send(JSON.stringify(event));
      if (event.type === 'end') socket.close(closing.done);
    },
    fail: (error) => refuse(error, closing.overloaded),
  });
  socket.on('message', (data: Buffer, isBinary: boolean) => {
    idle?.refresh();
    if (!isBinary && String(data) === 'end') {
      clearTimeout(idle);
      return stream.end();
    }
    if (!isBinary || data.length % 2 !== 0) {
      const detail =
        'Send samples of 16 bits (little-endian, mono, 16 kHz) as binary messages, or the text end';
      return refuse(new SlotlineError('invalid_field', detail), closing.misused);
    }
    stream.push(samplesOf(data));
    if (stream.behind > seconds) {
      const detail = 'Sound comes faster than it can be heard; send it as it is spoken, or try again later';
      refuse(new SlotlineError('overloaded', detail), closing.overloaded);
    }
  });
  socket.on('error', () => socket.close(closing.failed));
  socket.on('close', () => {
    clearTimeout(idle);
    stream.stop();
    cancel();
  });
}

/** A message may begin at an odd address. */
function samplesOf(data: Buffer): Int16Array {
  return new Int16Array(data.buffer.slice(data.byteOffset, data.byteOffset + data.length) as ArrayBuffer);
}
