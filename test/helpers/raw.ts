import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

/** Connects to an app, which listens from then on. */
export async function connectTo(app: FastifyInstance): Promise<Socket> {
  if (!app.server.listening) await app.listen({ port: 0, host: '127.0.0.1' });
  const socket = connect((app.server.address() as { port: number }).port, '127.0.0.1');
  await once(socket, 'connect');
  return socket;
}

/** All that comes on a socket until it closes, even if it is reset. */
export async function answerOn(socket: Socket): Promise<string> {
  const chunks: Buffer[] = [];
  socket.on('data', (chunk) => chunks.push(chunk));
  socket.on('error', () => {});
  if (!socket.closed) await once(socket, 'close');
  return Buffer.concat(chunks).toString('latin1');
}

/** Sends bytes as they stand, and gives all that comes until the connection closes. */
export async function exchange(app: FastifyInstance, bytes: string | Buffer): Promise<string> {
  const socket = await connectTo(app);
  socket.write(typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes);
  return answerOn(socket);
}

/** A request to `POST /tag` after which the connection closes. */
export function tagRequest(body: string): string {
  const headers = `host: x\r\ncontent-type: application/json\r\nconnection: close`;
  return `POST /tag HTTP/1.1\r\n${headers}\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}

/** The parts of one raw answer. */
export function parseAnswer(answer: string): { status: number; type: string | undefined; body: string } {
  const [head = '', body = ''] = answer.split('\r\n\r\n');
  return {
    status: Number(head.split(' ')[1]),
    type: /^content-type: (.*)$/im.exec(head)?.[1],
    body,
  };
}
