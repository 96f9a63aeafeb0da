import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { setTimeout as delay, setImmediate as turn } from 'node:timers/promises';
import { Server as TlsServer } from 'node:tls';
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';

/** How a process ends. */
export interface DrainOptions {
  /** Milliseconds to go on listening, so that load balancers can see `/health/ready` fail. */
  readonly delay: number;
  /** Milliseconds that open requests then have to finish. */
  readonly timeout: number;
  readonly logger: FastifyBaseLogger;
  /** Those of the app's server, watched since before it listened. */
  readonly connections: Connections;
}

/** The connections of a server. */
export interface Connections {
  /** How many there were in all. */
  readonly count: number;
  /** Closes those on which nothing has come yet, such as a browser opens in advance. */
  closeSilent(): void;
  /** Closes those whose TLS handshake has not ended. */
  closeHandshakes(): void;
}

const peer = ({ remoteAddress, remotePort }: Socket): string => `${remoteAddress} ${remotePort}`;

/** Watches the connections that `server` will have. */
export function watchConnections(server: Server): Connections {
  const open = new Set<Socket>();
  const handshakes = new Map<string, Socket>();
  let count = 0;
  const watch = (socket: Socket): void => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  };
  server.on('connection', (socket) => {
    count += 1;
    watch(socket);
    if (!(server instanceof TlsServer)) return;
    const key = peer(socket);
    handshakes.set(key, socket);
    socket.once('close', () => handshakes.delete(key));
  });
  // Of a TLS server: silent are also those on which nothing came but the handshake.
  server.on('secureConnection', (socket: Socket) => {
    handshakes.delete(peer(socket));
    watch(socket);
  });
  return {
    get count() {
      return count;
    },
    closeSilent() {
      for (const socket of open) if (socket.bytesRead === 0) socket.destroy();
    },
    closeHandshakes() {
      for (const socket of handshakes.values()) socket.destroy();
    },
  };
}

/**
 * Stops listening, waits for the open requests, and gives the exit code: 0, or 1 if they did not finish in time.
 */
export async function drain(
  app: FastifyInstance,
  { delay: wait, timeout, logger, connections }: DrainOptions,
): Promise<number> {
  logger.info('draining');
  await delay(wait);
  const late = Symbol('late');
  const close = async (): Promise<void> => {
    await takeIn(connections);
    connections.closeSilent();
    // A handshake that is under way gets its time, and the client that made it the time to ask.
    const late = setTimeout(() => {
      connections.closeHandshakes();
      connections.closeSilent();
    }, longest).unref();
    await app.close();
    clearTimeout(late);
  };
  const outcome = await Promise.race([close(), delay(timeout, late, { ref: false })]);
  if (outcome === late) {
    logger.error({ timeout }, 'open requests did not finish in time');
    app.server.closeAllConnections();
    return 1;
  }
  logger.info('drained');
  return 0;
}

const quietTurns = 3;
/** Milliseconds that clients get for what they had begun when listening ended. */
const longest = 1000;

/**
 * Lets in the connections that clients have made and the event loop, which accepts one a turn and may be behind, has
 * not seen: they would be reset when listening ends. Does so for a second at most, as new ones may go on coming.
 */
async function takeIn(connections: Connections): Promise<void> {
  const end = performance.now() + longest;
  for (let quiet = 0; quiet < quietTurns && performance.now() < end; quiet++) {
    const { count } = connections;
    await turn();
    if (connections.count > count) quiet = -1;
  }
}
