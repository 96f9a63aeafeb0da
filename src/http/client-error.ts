import { randomUUID } from 'node:crypto';
import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { problems, SlotlineError } from '../errors.ts';
import { type HttpObserver, observeRefusal } from './observer.ts';
import { problemBody, problemType } from './problem.ts';
import { securityHeaders } from './security/headers.ts';

/** The last request's answer on each connection. */
const answers = new WeakMap<Socket, ServerResponse>();

/** Milliseconds that a client has to read why it was refused and to close its side. */
const farewell = 1000;

/**
 * Answers what Node's HTTP parser refuses, for which there is no request yet, closes the connection, and tells
 * `observers`. An answer that is due before goes first.
 */
export function answerClientError(
  error: NodeJS.ErrnoException,
  socket: Socket,
  observers: readonly HttpObserver[] = [],
): void {
  const { code: reason = 'CONNECT' } = error;
  if (reason === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const problem = clientProblem(reason);
  const requestId = randomUUID();
  // The parser stumbles again over what still comes.
  if (!observeRefusal(socket, problem.code, { requestId, reason }, observers)) return;
  if (/^ERR_(?:SSL|TLS)/.test(reason)) socket.destroy();
  else closeWith(rawAnswer(problem, requestId), socket);
}

function closeWith(answer: string, socket: Socket): void {
  const due = answers.get(socket);
  if (due?.req.complete && !due.writableEnded) {
    due.once('finish', () => closeWith(answer, socket));
    return;
  }
  // Its own answer has begun, or the one before it has not been sent: a client would take this for a part of those.
  const isLate = due && !due.req.complete && (due.headersSent || due.socket !== socket);
  if (isLate || !socket.writable) {
    socket.destroy();
    return;
  }
  socket.end(answer);
  setTimeout(() => socket.destroy(), farewell).unref();
}

function rawAnswer(problem: SlotlineError, requestId: string): string {
  const { status } = problems[problem.code];
  const body = JSON.stringify(problemBody(problem, requestId));
  const headers = {
    ...securityHeaders,
    connection: 'close',
    'content-type': problemType,
    'content-length': Buffer.byteLength(body),
    'x-request-id': requestId,
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n${body}`;
}

function clientProblem(reason: string): SlotlineError {
  if (reason === 'HPE_HEADER_OVERFLOW') return tooManyHeaders();
  if (reason === 'ERR_HTTP_REQUEST_TIMEOUT')
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
    done(unusual(raw));
  });
}

/** Most headers of a request. */
const mostHeaders = 100;

/** What Node's parser lets pass and a proxy may read otherwise, or what only costs time. */
function unusual({ httpVersion, rawHeaders }: IncomingMessage): SlotlineError | undefined {
  if (rawHeaders.length > 2 * mostHeaders) return tooManyHeaders();
  let hosts = 0;
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const name = rawHeaders[i]!;
    if (name.length === 4 && name.toLowerCase() === 'host') hosts++;
  }
  if (httpVersion !== '1.1' && httpVersion !== '1.0') {
    return new SlotlineError('malformed_request', 'Speak HTTP/1.1');
  }
  if (hosts === 1 || (hosts === 0 && httpVersion === '1.0')) return undefined;
  return new SlotlineError('malformed_request', 'Send the header host once');
}

function tooManyHeaders(): SlotlineError {
  return new SlotlineError('headers_too_large', 'Send fewer or shorter headers');
}
