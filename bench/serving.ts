import autocannon from 'autocannon';
import { serve } from './serve.ts';

// Latency of one client and throughput of many at POST /tag, against a bare Fastify echo in the same run.
const sentence = 'I would like to fly from Boston to Denver next friday morning please';
const body = JSON.stringify({ text: sentence });
const headers = { 'content-type': 'application/json' };

const slotline = await serve(
  new URL('../../dist/server.js', import.meta.url),
  { LOG_LEVEL: 'silent' },
  '/health/ready',
);
const echo = await serve(new URL('./echo-server.js', import.meta.url), {}, '/');
const targets = [`${slotline.url}/tag`, `${echo.url}/echo`] as const;

async function load(url: string, connections: number, duration: number): Promise<autocannon.Result> {
  const result = await autocannon({ url, connections, duration, method: 'POST', headers, body });
  if (result.non2xx + result.errors > 0)
    throw new Error(`${url}: ${result.non2xx} refused, ${result.errors} errors`);
  return result;
}

/** Latencies of one client, in milliseconds; the load tool's own histogram has whole milliseconds only. */
async function solo(url: string): Promise<string> {
  const latencies: number[] = [];
  const options = { url, connections: 1, duration: 6, method: 'POST', headers, body } as const;
  await new Promise<void>((done, fail) => {
    const instance = autocannon(options, (error: unknown) => (error ? fail(error) : done()));
    instance.on('response', (_client, _status, _bytes, latency) => latencies.push(latency));
  });
  latencies.sort((a, b) => a - b);
  const quantile = (share: number) => latencies[Math.floor(share * latencies.length)]!.toFixed(2);
  return `p50 ${quantile(0.5)} ms, p99 ${quantile(0.99)} ms, ${latencies.length} requests`;
}

for (const url of targets) await load(url, 4, 2);
const [tagSolo, echoSolo] = [await solo(targets[0]), await solo(targets[1])];
const rounds: [number, number][] = [];
for (let round = 0; round < 3; round++) {
  const [tag, bare] = [await load(targets[0], 16, 5), await load(targets[1], 16, 5)];
  rounds.push([tag.requests.average, bare.requests.average]);
}
await Promise.all([slotline.stop(), echo.stop()]);

const mean = (column: 0 | 1) => rounds.reduce((sum, round) => sum + round[column], 0) / rounds.length;
console.log(`one sentence of 13 words, the default model, load tool on the same ${process.platform} machine`);
console.log(`solo /tag:  ${tagSolo}`);
console.log(`solo echo:  ${echoSolo}`);
console.log(`16 connections: /tag ${mean(0).toFixed(0)}/s, echo ${mean(1).toFixed(0)}/s`);
console.log(`ratio /tag throughput / bare echo: ${(mean(0) / mean(1)).toFixed(3)}`);
