import { setTimeout as pause } from 'node:timers/promises';
import { parseConfig } from '../src/config.ts';
import { Client, crowd, inTurn } from './client.ts';
import type { Spread } from './inside.ts';
import { headers } from './saturate.ts';
import { stretchesOf } from './sentences.ts';
import { serve, service } from './serve.ts';

const texts = 256;
const tokens = 100;

/** Delays of the service's event loop, and what short requests meanwhile wait. */
export interface EventLoop {
  readonly idle: Spread;
  readonly busy: Spread;
  /** Requests of long lists that were answered while it was busy. */
  readonly lists: number;
  /** Milliseconds of one short request at a time among them. */
  readonly short: readonly number[];
}

/** Measures how late the service's main thread is with nothing to do, and while every worker has lists of long texts. */
export async function measureEventLoop(sentences: readonly string[], seconds: number): Promise<EventLoop> {
  const served = await serve(service, {
    env: { LOG_LEVEL: 'warn', MAX_TEXTS: String(texts) },
    path: '/health/ready',
    inside: true,
  });
  // One list for each worker, and as many that wait.
  const senders = 2 * parseConfig(process.env).WORKERS;
  const client = new Client(`${served.url}/tag`, senders + 1);
  const list = { body: JSON.stringify({ texts: stretchesOf(tokens, texts) }), headers, expected: 200 };
  const asks = sentences.map((text) => ({ body: JSON.stringify({ text }), headers, expected: 200 }));
  await Promise.all([client.send(list), client.send(list), ...asks.map((ask) => client.send(ask))]);
  await pause(500);
  await served.ask('delay');
  await pause(1000 * seconds);
  const idle = await served.ask('delay');
  const end = performance.now() + 1000 * seconds;
  const isOver = (): boolean => performance.now() > end;
  const short: number[] = [];
  let lists = 0;
  await Promise.all([
    crowd(client, () => list, senders, { isOver, heard: ({ status }) => status === 200 && lists++ }),
    crowd(client, inTurn(asks), 1, { isOver, heard: ({ latency }) => short.push(latency) }),
  ]);
  const busy = await served.ask('delay');
  await client.close();
  await served.stop();
  return { idle, busy, lists, short };
}

/** What the lists are, for the output. */
export const listsAre = `${texts} texts of ${tokens} tokens`;
