import type { FastifyInstance, FastifyRequest } from 'fastify';
import { SlotlineError } from '../errors.ts';

const charset = /;\s*charset\s*=\s*"?([^";\s]*)/i;

/** What to send where there is no JSON object. */
export const example = 'Send a JSON object, such as {"text": "a flight to Taipei"} for POST /tag';

/**
 * Makes JSON in UTF-8 the only body that is taken. Fastify's own parser would turn broken UTF-8 into U+FFFD and
 * does not tell where the JSON goes wrong.
 */
export function acceptJsonBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer' },
    async (request: FastifyRequest, body: Buffer) => {
      checkEncoding(request);
      if (body.length === 0) throw new SlotlineError('empty_body', example);
      return parse(decodeUtf8(body));
    },
  );
}

function checkEncoding({ headers }: FastifyRequest): void {
  const named = charset.exec(headers['content-type'] ?? '')?.[1]?.toLowerCase();
  if (named !== undefined && named !== 'utf-8' && named !== 'utf8' && named !== 'us-ascii') {
    throw new SlotlineError('unsupported_media_type', 'Send the body in UTF-8');
  }
  if ((headers['content-encoding'] ?? 'identity').toLowerCase() !== 'identity') {
    throw new SlotlineError('unsupported_media_type', 'Send the body uncompressed, without content-encoding');
  }
  // Node takes off the chunks, and only them.
  if ((headers['transfer-encoding'] ?? 'chunked').toLowerCase() !== 'chunked') {
    throw new SlotlineError(
      'unsupported_media_type',
      'Send the body uncompressed, with no encoding but chunked',
    );
  }
}

/** A byte order mark is dropped. */
function decodeUtf8(body: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    throw new SlotlineError('invalid_utf8', 'Encode the body as UTF-8');
  }
}

function parse(json: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (error) {
    // The message itself may quote the body.
    const place = /at position (\d+)/.exec((error as Error).message)?.[1];
    const where = place === undefined ? '' : `; it goes wrong at character ${place}`;
    throw new SlotlineError('malformed_json', `${example}${where}`);
  }
  // zod passes over this key; any other unknown key it refuses itself.
  if (typeof value === 'object' && value !== null && Object.hasOwn(value, '__proto__')) {
    throw new SlotlineError('unknown_field', 'Leave this field out', { pointer: '/__proto__' });
  }
  return value;
}
