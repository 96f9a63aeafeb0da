import { randomUUID } from 'node:crypto';
import { type ServerResponse, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { problems, SlotlineError } from '../errors.ts';
import type { HttpObserver } from './observer.ts';
import { problemBody, problemType } from './problem.ts';
import { securityHeaders } from './security/headers.ts';

/** The last request's answer on each connection. */
const answers = new WeakMap<Socket, ServerResponse>();

/**
 * Answers what Node's HTTP parser refuses, for which there is no request yet, closes the connection, and tells
 * `observers`. An answer that is due before goes first.
 */
export function answerClientError(
  error: NodeJS.ErrnoException,
  socket: Socket,
  observers: readonly HttpObserver[] = [],
): void {
  const isTls = /^ERR_(?:SSL|TLS)/.test(error.code ?? '');
  if (error.code === 'ECONNRESET' || isTls || !socket.writable) {
    socket.destroy();
    return;
  }
  const due = answers.get(socket);
  if (due?.req.complete && !due.writableEnded) {
    due.once('finish', () => answerClientError(error, socket, observers));
    return;
  }
  // Its own answer has begun, or the one before it has not been sent: a client would take this for a part of those.
  if (due && !due.req.complete && (due.headersSent || due.socket !== socket)) {
    socket.destroy();
    return;
  }
  const problem = clientProblem(error.code);
  for (const observer of observers) observer.refused?.(problem.code);
  const { status } = problems[problem.code];
  const requestId = randomUUID();
  const body = JSON.stringify(problemBody(problem, requestId));
  const headers = {
    ...securityHeaders,
    connection: 'close',
    'content-type': problemType,
    'content-length': Buffer.byteLength(body),
    'x-request-id': requestId,
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n${body}`);
}

function clientProblem(code: string | undefined): SlotlineError {
  if (code === 'HPE_HEADER_OVERFLOW')
    return new SlotlineError('headers_too_large', 'Send fewer or shorter headers');
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT')
    return new SlotlineError('request_timeout', 'Send the request faster');
  return new SlotlineError('malformed_request', 'Send a request that follows RFC 9112 (HTTP/1.1)');
}

/**
 * Takes over what Node would answer by itself, without problem details. Needs a server that does not require the
 * header host, for which Node has no event.
 */
export function answerUnusualRequests(app: FastifyInstance, observers: readonly HttpObserver[] = []): void {
  app.server.on('request', ({ socket }, response) => answers.set(socket, response));
  app.server.on('connect', (_, socket) =>
    answerClientError(new Error('CONNECT'), socket as Socket, observers),
  );
  // RFC 9110 lets a server pass over an expectation that it does not know.
  app.server.on('checkExpectation', (request, response) => app.server.emit('request', request, response));
  app.addHook('onRequest', ({ raw }, _, done) => {
    const lacksHost = raw.httpVersion === '1.1' && raw.headers.host === undefined;
    done(lacksHost ? new SlotlineError('malformed_request', 'Send the header host') : undefined);
  });
}
