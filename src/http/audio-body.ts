import type { FastifyInstance, FastifyRequest } from 'fastify';
import { SlotlineError } from '../errors.ts';

const taken = /^(?:audio\/[\w.+-]+|video\/webm|application\/octet-stream|application\/ogg)\s*(?:;|$)/iu;

/** The media types that recordings are sent with, as the OpenAPI document lists them. */
export const audioTypes = ['audio/*', 'application/octet-stream'];

/** Makes recordings of at most `bytes` bytes the only body that the routes of `scope` take, as a Buffer. */
export function acceptAudioBodies(scope: FastifyInstance, bytes: number): void {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser(
    '*',
    { parseAs: 'buffer', bodyLimit: bytes },
    async ({ headers }: FastifyRequest, body: Buffer) => {
      if (!taken.test(headers['content-type'] ?? '')) {
        throw new SlotlineError(
          'unsupported_media_type',
          'Send the bytes of a recording, with a content-type such as audio/wav, or application/octet-stream',
        );
      }
      if ((headers['content-encoding'] ?? 'identity').toLowerCase() !== 'identity') {
        throw new SlotlineError('unsupported_media_type', 'Send the body without content-encoding');
      }
      return body;
    },
  );
}

/** The bytes of a recording; throws `empty_body` if there are none. */
export function audioOf({ body }: { readonly body: unknown }): Buffer {
  if (Buffer.isBuffer(body) && body.length > 0) return body;
  throw new SlotlineError('empty_body', 'Send the bytes of a recording as the body');
}
