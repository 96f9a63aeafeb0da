import { setTimeout as pause } from 'node:timers/promises';
import { formatTable } from '../src/cli/table.ts';
import { parseConfig } from '../src/config.ts';
import { type Answered, Client, crowd, inTurn, stream } from './client.ts';
import { describeMachine } from './machine.ts';
import { readOptions } from './options.ts';
import { backAfter } from './recovery.ts';
import { headers } from './saturate.ts';
import { sentencesOf } from './sentences.ts';
import { serve, service } from './serve.ts';
import { fitLine, mean, quantile } from './statistics.ts';
import { verdict } from './verdict.ts';

// Offers more than the service can do, at random moments and whether it answers or not, and then what it can do again.
// Each request has a connection of its own while it waits, so that none is held back by those before it; they are
// opened before, as clients keep theirs open.
const options = readOptions('Offers the service more than it can do.', {
  seconds: [120, 'of overload'],
  times: [2, 'the throughput that it has, is what is offered'],
  users: [64, 'who ask without pause before and after'],
  bound: [3, 'per cent by which memory may grow over the second half'],
});
const { seconds, times, users, bound } = options;
const { ANSWER_TIMEOUT: timeout, QUEUE_AGE: age, QUEUE_LIMIT: limit } = parseConfig(process.env);
const most = { refusal: 5, recovery: 2000 };
const enough = 0.9;

const asks = sentencesOf(12).map((text) => ({ body: JSON.stringify({ text }), headers, expected: 200 }));
const served = await serve(service, { env: { LOG_LEVEL: 'warn' }, path: '/health/ready', inside: true });
const client = new Client(`${served.url}/tag`, 2 * limit);

/** When answers came to users who never pause, for a while. */
async function saturated(count: number, duration: number): Promise<number[]> {
  const arrivals: number[] = [];
  const end = performance.now() + 1000 * duration;
  await crowd(client, inTurn(asks), count, {
    isOver: () => performance.now() > end,
    heard: ({ status, at }) => status === 200 && arrivals.push(at),
  });
  return arrivals;
}

console.log(describeMachine());
await saturated(1.5 * limit, 5);
const full = (await saturated(users, 5)).length / 5;
const rate = times * full;
console.log(`${full.toFixed(0)} requests/s without pause; ${rate.toFixed(0)} offered for ${seconds} s`);

const latencies = new Map<number | string, number[]>();
const memory: (readonly [second: number, rss: number])[] = [];
let over = false;
const start = performance.now();
const watch = async (): Promise<void> => {
  while (!over) {
    const { rss } = await served.ask('memory');
    memory.push([(performance.now() - start) / 1000, rss]);
    await pause(500);
  }
};
await served.ask('requests');
const watching = watch();
const { sent, late } = await stream(
  client,
  inTurn(asks),
  { rate, seconds },
  ({ status, latency }: Answered) => {
    const those = latencies.get(status) ?? [];
    latencies.set(status, those);
    those.push(latency);
  },
);
over = true;
await watching;
const { byStatus } = await served.ask('requests');
const ended = performance.now();
const after = await saturated(users, 5);
await client.close();
await served.stop();

const offered = (1000 * sent) / (ended - start);
console.log(
  `offered in fact ${offered.toFixed(0)}/s; sent up to ${quantile(late, 0.99).toFixed(1)} ms late (p99)`,
);
const table = [...latencies].map(([status, those]) => {
  const inside = byStatus[status];
  return [
    String(status),
    (those.length / seconds).toFixed(0),
    quantile(those, 0.5).toFixed(2),
    quantile(those, 0.99).toFixed(2),
    inside?.p50.toFixed(2) ?? '',
    inside?.p99.toFixed(2) ?? '',
  ];
});
const head = ['status', 'a second', 'p50 ms', 'p99 ms', 'p50 ms in the service', 'p99 ms'];
for (const line of formatTable([head, ...table], [1, 2, 3, 4, 5])) console.log(line);

const answered = latencies.get(200) ?? [];
const second = memory.slice(memory.length / 2);
const growth = (100 * fitLine(second).slope * (seconds / 2)) / mean(second.map(([, rss]) => rss));
const back =
  backAfter(after, { from: ended, until: ended + 5000, enough: enough * full }) ?? Number.POSITIVE_INFINITY;
console.log(`ratio of answers, overloaded / without pause: ${(answered.length / seconds / full).toFixed(2)}`);
console.log(`ratio of throughput, after / before: ${(after.length / 5 / full).toFixed(2)}`);
// Judged by what the service took, from a request's headers to its answer's last byte: a client that shares its cores
// and offers twice what it can do falls behind by itself, and what it sees is told above.
const inside = (status: number): number => byStatus[status]?.p99 ?? Number.NaN;
verdict(
  inside(200) < timeout,
  `p99 of the answers in the service ${inside(200).toFixed(0)} ms (QUEUE_AGE ${age}), below ANSWER_TIMEOUT ${timeout}`,
);
verdict(
  inside(503) < most.refusal,
  `p99 of refusals in the service ${inside(503).toFixed(2)} ms, below ${most.refusal}`,
);
verdict(growth <= bound, `RSS changes by ${growth.toFixed(1)} % over the second half; at most ${bound} %`);
verdict(
  back < most.recovery,
  `at ${100 * enough} % of its throughput again after ${back.toFixed(0)} ms, below ${most.recovery}`,
);
const others = [...latencies.keys()].filter((status) => status !== 200 && status !== 503);
verdict(others.length === 0, `no request ended otherwise${others.length > 0 ? `: ${others}` : ''}`);
