import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { type ProblemCode, problems, SlotlineError } from '../errors.ts';
import type { Problem } from './schemas/problem.ts';
import { securityHeaders } from './security/headers.ts';

/** The media type of every failed answer (RFC 9457). */
export const problemType = 'application/problem+json';

/** What Fastify's own errors mean to a client; whatever else is thrown is the service's fault. */
const fastifyErrors: Readonly<Record<string, readonly [ProblemCode, string]>> = {
  FST_ERR_BAD_URL: ['malformed_url', 'Percent-encode the URL as UTF-8'],
  FST_ERR_MAX_PARAM_LENGTH: ['not_found', 'No name is as long as the one in this path'],
  FST_ERR_CTP_BODY_TOO_LARGE: [
    'body_too_large',
    'Send less in one request: fewer or shorter texts, or a shorter recording',
  ],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: [
    'incomplete_body',
    'Make content-length the number of bytes of the body',
  ],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: [
    'unsupported_media_type',
    'Send the header content-type: application/json for JSON, or such as audio/wav for a recording',
  ],
  ECONNRESET: ['incomplete_body', 'Send the whole body'],
};

/** Any thrown error as one of the table's. */
export function toSlotlineError(error: unknown): SlotlineError {
  if (error instanceof SlotlineError) return error;
  const known = fastifyErrors[(error as Partial<FastifyError> | undefined)?.code ?? ''];
  if (known) return new SlotlineError(known[0], known[1], { cause: error });
  const refused = refusedFile(error);
  if (refused) return new SlotlineError(refused[0], refused[1], { cause: error });
  const detail = 'Try again; if it happens again, report the request id';
  return new SlotlineError('internal', detail, { cause: error });
}

/** The files of /docs are sent by a plugin, which throws for paths, ranges and conditions that it does not take. */
function refusedFile(error: unknown): readonly [ProblemCode, string] | undefined {
  const { statusCode = 500 } = (error ?? {}) as Partial<FastifyError>;
  if (statusCode === 403 || statusCode === 404) return ['not_found', 'GET /docs shows what there is'];
  if (statusCode < 400 || statusCode >= 500) return undefined;
  return ['malformed_request', 'Ask for a file by its plain name, without a range or condition'];
}

/** The body that tells of `error`. */
export function problemBody(error: SlotlineError, requestId: string): Problem {
  const { status, title } = problems[error.code];
  return {
    type: `urn:slotline:problem:${error.code}`,
    title,
    status,
    detail: error.message,
    instance: `urn:slotline:request:${requestId}`,
    code: error.code,
    ...(error.pointer !== undefined && { pointer: error.pointer }),
  };
}

/** Fastify's error handler: answers with problem details, and logs what is the service's own fault. */
export function sendProblem(thrown: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const error = toSlotlineError(thrown);
  request.problem = error.code;
  if (error.code === 'internal') request.log.error({ reqId: request.id, err: error.cause }, 'request failed');
  // Fastify closes after a body that it refuses; a client that still sends it would hear of that and not of the reason.
  // Where an upgrade was asked for, Node does not find the end of such a body.
  if (reply.hasHeader('connection') && request.headers.upgrade === undefined)
    reply.removeHeader('connection');
  const body = problemBody(error, request.id);
  // As bytes: to a string Fastify would add a charset, which this media type does not have.
  return reply
    .code(problems[error.code].status)
    .headers(securityHeaders)
    .headers(error.headers)
    .header('x-request-id', request.id)
    .header('content-type', problemType)
    .send(Buffer.from(JSON.stringify({ ...body, ...(isTheirs(request) && theirError(error)) })));
}

/** Whether the client is one that was made for OpenAI's service, and looks for `error`. */
const isTheirs = ({ url }: FastifyRequest): boolean => url.startsWith('/v1/');

function theirError({ code, message, pointer }: SlotlineError): Pick<Problem, 'error'> {
  const type = problems[code].status < 500 ? 'invalid_request_error' : 'server_error';
  return { error: { message, type, param: pointer?.slice(1) ?? null, code } };
}
