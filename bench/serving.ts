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

for (const url of targets) await load(url, 4, 2);
const [tagSolo, echoSolo] = [await load(targets[0], 1, 6), await load(targets[1], 1, 6)];
const rounds: [number, number][] = [];
for (let round = 0; round < 3; round++) {
  const [tag, bare] = [await load(targets[0], 16, 5), await load(targets[1], 16, 5)];
  rounds.push([tag.requests.average, bare.requests.average]);
}
await Promise.all([slotline.stop(), echo.stop()]);

const mean = (column: 0 | 1) => rounds.reduce((sum, round) => sum + round[column], 0) / rounds.length;
const solo = ({ latency, requests }: autocannon.Result) =>
  `p50 ${latency.p50} ms, p99 ${latency.p99} ms, mean ${(1000 / requests.average).toFixed(2)} ms`;
console.log(`one sentence of 13 words, the default model, load tool on the same ${process.platform} machine`);
console.log(`solo /tag:  ${solo(tagSolo)}`);
console.log(`solo echo:  ${solo(echoSolo)}`);
console.log(`16 connections: /tag ${mean(0).toFixed(0)}/s, echo ${mean(1).toFixed(0)}/s`);
console.log(`ratio /tag throughput / bare echo: ${(mean(0) / mean(1)).toFixed(3)}`);
