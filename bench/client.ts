import { Client as Connection, type Dispatcher } from 'undici';
import { randomSource } from '../src/random.ts';

/** One request of a load, with the status that is its right answer. */
export interface Ask {
  readonly body: string | Buffer;
  readonly headers: Readonly<Record<string, string>>;
  readonly expected: number;
}

/** How one request ended. */
export interface Answered {
  readonly ask: Ask;
  /** HTTP status, or the code of the error that ended it without an answer. */
  readonly status: number | string;
  /** Milliseconds from asking to the answer's last byte. */
  readonly latency: number;
  /** When it ended, as `performance.now()` tells it. */
  readonly at: number;
}

/**
 * Sends requests to one address of a server, each on a connection that is free, and follows each to its end. (undici's
 * own pool looks through all its connections for a free one, which takes too long when a thousand are busy.)
 */
export class Client {
  readonly #path: string;
  readonly #connections: readonly Connection[];
  readonly #free: Connection[];
  readonly #waiting: ((connection: Connection) => void)[] = [];
  readonly #open = new Set<Promise<Answered>>();

  /** With at most so many connections, each opened when it is first needed; what finds none free waits for one. */
  constructor(url: string, connections: number) {
    const { origin, pathname } = new URL(url);
    this.#path = pathname;
    this.#connections = Array.from({ length: connections }, () => new Connection(origin, { pipelining: 1 }));
    this.#free = [...this.#connections];
  }

  /** Resolves however it ends. */
  send(ask: Ask): Promise<Answered> {
    const started = performance.now();
    const answer = new Promise<Answered>((done) => {
      const use = (connection: Connection): void => {
        const end = (status: number | string): void => {
          const at = performance.now();
          this.#open.delete(answer);
          this.#release(connection);
          done({ ask, status, latency: at - started, at });
        };
        const { headers, body } = ask;
        connection.dispatch({ method: 'POST', path: this.#path, headers, body }, handler(end));
      };
      const free = this.#free.pop();
      if (free) use(free);
      else this.#waiting.push(use);
    });
    this.#open.add(answer);
    return answer;
  }

  #release(connection: Connection): void {
    const next = this.#waiting.shift();
    if (next) next(connection);
    else this.#free.push(connection);
  }

  /** Waits for the answers to all that was sent. */
  async settle(): Promise<void> {
    await Promise.all(this.#open);
  }

  async close(): Promise<void> {
    await Promise.all(this.#connections.map((connection) => connection.destroy()));
  }
}

function handler(end: (status: number | string) => void): Dispatcher.DispatchHandler {
  let status = 0;
  return {
    onRequestStart() {},
    onResponseStart(_controller, code) {
      status = code;
    },
    onResponseData() {},
    onResponseEnd: () => end(status),
    onResponseError: (_controller, error) => end((error as NodeJS.ErrnoException).code ?? error.message),
  };
}

/** One after another, and again from the first. */
export function inTurn<T>(list: readonly T[]): () => T {
  let next = 0;
  return () => list[next++ % list.length]!;
}

/** `count` users who each ask again as soon as they are answered, until told or without a connection. */
export async function crowd(
  client: Client,
  next: () => Ask,
  count: number,
  { isOver, heard }: { readonly isOver: () => boolean; readonly heard: (answered: Answered) => void },
): Promise<void> {
  const user = async (): Promise<void> => {
    while (!isOver()) {
      const answered = await client.send(next());
      heard(answered);
      if (answered.status === 'ECONNREFUSED') return;
    }
  };
  await Promise.all(Array.from({ length: count }, user));
}

/** How a steady load was kept up. */
export interface Kept {
  readonly sent: number;
  /** Milliseconds by which each request was sent later than it should. */
  readonly late: readonly number[];
}

/**
 * Asks at random moments, on average `rate` a second, whether earlier requests are answered or not: as many users who
 * know nothing of each other do (a Poisson process). The load tool of `saturate` cannot: with a rate, each of its
 * connections asks without pause at the beginning of every second and then rests.
 */
export async function stream(
  client: Client,
  next: () => Ask,
  { rate, seconds }: { readonly rate: number; readonly seconds: number },
  heard: (answered: Answered) => void,
): Promise<Kept> {
  const random = randomSource('arrivals');
  const late: number[] = [];
  const end = performance.now() + 1000 * seconds;
  let due = performance.now();
  await new Promise<void>((done) => {
    const tick = (): void => {
      const now = performance.now();
      for (; due <= now && due < end; due -= (Math.log(1 - random.next()) * 1000) / rate) {
        client.send(next()).then(heard);
        late.push(now - due);
      }
      if (due < end) setTimeout(tick, 1);
      else done();
    };
    tick();
  });
  await client.settle();
  return { sent: late.length, late };
}
