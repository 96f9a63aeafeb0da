import { Client, inTurn, stream } from './client.ts';
import { serveEcho } from './echo.ts';
import { listsAre, measureEventLoop } from './event-loop.ts';
import { describeMachine } from './machine.ts';
import { readOptions } from './options.ts';
import {
  headers,
  microsecondsEach,
  type Saturated,
  saturate,
  type Target,
  throughputOf,
} from './saturate.ts';
import { sentencesOf } from './sentences.ts';
import { serve, service } from './serve.ts';
import { measureSolo, overhead } from './solo.ts';
import { describeLatency, quantile } from './statistics.ts';

// Throughput and latency of POST /tag against a bare Fastify server that sends the same bytes, all in the same run.
const options = readOptions('Loads the service and a bare Fastify echo in turn.', {
  connections: [64, 'of the load'],
  rounds: [5, 'in each of which everything has its turn'],
  seconds: [5, 'of each turn'],
  log: ['warn', "the service's LOG_LEVEL"],
});
const { connections, rounds, seconds, log } = options;
const tokens = 12;
const share = 0.7;
/** Milliseconds in which the tool opens its connections, which takes longer than to answer. */
const settling = 1000;
/** Every sentence is a batch of its own. */
const oneByOne = { BATCH_TOKENS: '1' };

const texts = sentencesOf(tokens);
const bodies = texts.map((text) => JSON.stringify({ text }));
const ready = { path: '/health/ready' };
const own = await serve(service, { env: { LOG_LEVEL: log }, ...ready });
const single = await serve(service, { env: { LOG_LEVEL: log, ...oneByOne }, ...ready });
const echo = await serveEcho(own.url, texts);
const targets = {
  service: { url: `${own.url}/tag`, pid: own.pid, bodies },
  single: { url: `${single.url}/tag`, pid: single.pid, bodies },
  echo: { url: `${echo.url}/echo`, pid: echo.pid, bodies },
} satisfies Record<string, Target>;
const names = ['service', 'echo', 'single'] as const;

console.log(describeMachine());
console.log(`LOG_LEVEL=${log}; ${texts.length} sentences of ${tokens} tokens, in turn`);

for (const name of names) await saturate(targets[name], { connections, seconds: Math.max(1, seconds / 2) });
const full: Record<(typeof names)[number], Saturated[]> = { service: [], echo: [], single: [] };
for (let round = 0; round < rounds; round++) {
  for (const name of names) full[name].push(await saturate(targets[name], { connections, seconds }));
}
const speed = { service: throughputOf(full.service), echo: throughputOf(full.echo) };
const ratio = speed.service / speed.echo;
const gain = speed.service / throughputOf(full.single);
console.log(
  `\n${connections} connections without pause, ${rounds} rounds of ${seconds} s, load tool included`,
);
for (const name of ['service', 'echo'] as const) {
  const latencies = full[name].flatMap((round) => round.latencies);
  console.log(`${name}: ${speed[name].toFixed(0)} requests/s, ${describeLatency(latencies)}`);
}
console.log(`ratio of throughput, service / echo: ${ratio.toFixed(3)}`);
console.log(`ratio of throughput, batches / one sentence a batch: ${gain.toFixed(2)}`);
const cost = (name: 'service' | 'echo', who: 'total' | 'main' | 'tool'): string =>
  `${microsecondsEach(full[name], who).toFixed(0)} µs`;
console.log(
  `processor time of a request: service ${cost('service', 'total')}, ${cost('service', 'main')} of it in the main ` +
    `thread; echo ${cost('echo', 'total')}; load tool ${cost('service', 'tool')} and ${cost('echo', 'tool')}`,
);

const asks = bodies.map((body) => ({ body, headers, expected: 200 }));
const rate = share * speed.service;
console.log(
  `\n${rate.toFixed(0)} requests/s at random moments (${100 * share} % of the service's throughput)`,
);
const steady = { service: [] as number[], echo: [] as number[] };
for (let round = 0; round < rounds; round++) {
  for (const name of ['service', 'echo'] as const) {
    const client = new Client(targets[name].url, 500);
    const settled = performance.now() + settling;
    const span = seconds + settling / 1000;
    await stream(client, inTurn(asks), { rate, seconds: span }, ({ status, latency, at }) => {
      if (status !== 200) throw new Error(`${name} answered ${status}`);
      if (at - latency > settled) steady[name].push(latency);
    });
    await client.close();
  }
}
for (const name of ['service', 'echo'] as const) console.log(`${name}: ${describeLatency(steady[name])}`);
console.log(`ratio of p99, service / echo: ${ratioAt(steady.service, steady.echo, 0.99)}`);

const solo = await measureSolo(targets, texts, { rounds, seconds });
console.log('\none request at a time');
for (const [name, times] of Object.entries(solo)) console.log(`${name}: ${describeLatency(times)}`);
const [p50, p99] = [overhead(solo, 0.5), overhead(solo, 0.99)].map((each) => each.toFixed(2));
console.log(`service beyond the inference itself: ${p50} ms at p50, ${p99} ms at p99`);
console.log(`ratio of p50, service / inference: ${ratioAt(solo.service, solo.inference, 0.5)}`);
await Promise.all([own.stop(), single.stop(), echo.stop()]);

const loop = await measureEventLoop(texts, seconds);
console.log(
  `\nevent loop of the service while every worker has lists of ${listsAre} (${loop.lists} answered)`,
);
console.log(`delay: p99 ${loop.busy.p99.toFixed(2)} ms, longest ${loop.busy.max.toFixed(2)} ms`);
console.log(`delay with nothing to do: p99 ${loop.idle.p99.toFixed(2)} ms`);
console.log(`short requests meanwhile, one at a time: ${describeLatency(loop.short)}`);

function ratioAt(ours: readonly number[], baseline: readonly number[], at: number): string {
  return (quantile(ours, at) / quantile(baseline, at)).toFixed(2);
}
