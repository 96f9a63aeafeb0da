import websocket from '@fastify/websocket';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { SlotlineError } from '../../errors.ts';
import { streamQuerySchema } from '../schemas/transcribe.ts';
import { type Attended, attend, mostBytes } from '../speech-socket.ts';
import { decodingFor } from './listen.ts';
import { modelFor } from './model-for.ts';
import type { SpeechModels, SpeechSetup } from './transcribe.ts';

/**
 * `GET /transcribe/stream` as a WebSocket: binary messages are samples (16 bits, little-endian, mono, 16 kHz), the text `end` ends the
 * recording; answers are `StreamEvent`s, or `{"type": "error", "code", "detail"}` before it is closed.
 */
export async function streamRoutes(
  app: FastifyInstance,
  { speech }: SpeechModels,
  { limits, checkRoom, patience }: SpeechSetup,
): Promise<void> {
  const open = new Set<Attended>();
  let closes = false;
  await app.register(websocket, {
    // Beyond `mostBytes`, so that a message which is somewhat too long is answered and not only cut off.
    options: { maxPayload: 4 * mostBytes },
    preClose: (done) => {
      closes = true;
      for (const each of open) each.end();
      Promise.all([...open].map(({ closed }) => closed)).then(() => done(), done);
    },
  });
  app.withTypeProvider<ZodTypeProvider>().route({
    method: 'GET',
    url: '/transcribe/stream',
    schema: { querystring: streamQuerySchema, hide: true } as { querystring: typeof streamQuerySchema },
    onRequest: (_request, _reply, done) => {
      if (closes) throw new SlotlineError('not_ready', 'Connect again: the service is going to stop');
      checkRoom();
      done();
    },
    preHandler: (request, _reply, done) => {
      decodingFor(modelFor('speech', speech, request.query.model), request.query);
      done();
    },
    handler: () => {
      throw new SlotlineError(
        'upgrade_required',
        'Open a WebSocket here, or send a recording to POST /transcribe',
        {
          headers: { upgrade: 'websocket', connection: 'upgrade' },
        },
      );
    },
    wsHandler: (socket, request) => {
      const { model: name, ...asked } = request.query as typeof streamQuerySchema._output;
      const model = modelFor('speech', speech, name);
      const decoding = decodingFor(model, asked);
      const attended = attend(socket, { model, decoding, seconds: limits.seconds, patience });
      open.add(attended);
      attended.closed.then(() => open.delete(attended));
    },
  });
}
