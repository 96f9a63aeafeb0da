import { formatTable } from '../src/cli/table.ts';
import { parseConfig } from '../src/config.ts';
import { describeMachine } from './machine.ts';
import { readOptions } from './options.ts';
import { microsecondsEach, type Saturated, saturate, throughputOf } from './saturate.ts';
import { sentencesOf } from './sentences.ts';
import { type Served, serve, service } from './serve.ts';
import { fitLine, mean, quantile } from './statistics.ts';
import { processMemory } from './usage.ts';

// Throughput, latency, processor time and memory by BATCH_TOKENS and WORKERS, and of several processes instead of
// several threads, against the default settings.
const options = readOptions('Loads the service under many settings in turn.', {
  // With 1 a batch is one sentence.
  batches: ['1,64,128,256,512,1024,2048', 'values of BATCH_TOKENS'],
  workers: ['1,2,3', 'values of WORKERS, and numbers of processes'],
  connections: [64, 'of the load'],
  rounds: [3, 'in each of which all settings have their turn'],
  seconds: [3, 'of each turn, after a third of it to warm up'],
});
const { connections, rounds, seconds } = options;
const list = (values: string): number[] => values.split(',').map(Number);
const defaults = parseConfig({});

/** One row: settings, and what was measured under them. */
interface Row {
  readonly name: string;
  readonly tokens: number;
  readonly workers: number;
  readonly start: () => Promise<Served>;
  readonly loads: Saturated[];
  readonly memory: number[];
}

const path = '/health/ready';
const row = (name: string, tokens: number, workers: number, start: () => Promise<Served>): Row => ({
  name,
  tokens,
  workers,
  start,
  loads: [],
  memory: [],
});

function threads(tokens: number, workers: number): Row {
  const env = { LOG_LEVEL: 'warn', BATCH_TOKENS: String(tokens), WORKERS: String(workers) };
  return row(`WORKERS=${workers}`, tokens, workers, () => serve(service, { env, path }));
}

function processes(count: number): Row {
  const env = { LOG_LEVEL: 'warn', WORKERS: '1', PROCESSES: String(count) };
  const file = new URL('./cluster-server.js', import.meta.url);
  return row(`${count} x WORKERS=1`, defaults.BATCH_TOKENS, count, async () => {
    const served = await serve(file, { env, path, talks: true });
    await served.ask('ready');
    return served;
  });
}

async function measure({ start, loads, memory }: Row, bodies: readonly string[]): Promise<void> {
  const { url, pid, stop } = await start();
  const target = { url: `${url}/tag`, pid, bodies };
  await saturate(target, { connections, seconds: Math.max(1, seconds / 3) });
  loads.push(await saturate(target, { connections, seconds }));
  memory.push(processMemory(pid));
  await stop();
}

const bodies = sentencesOf(12).map((text) => JSON.stringify({ text }));
const baseline = threads(defaults.BATCH_TOKENS, defaults.WORKERS);
const swept = list(options.workers).flatMap((workers) =>
  list(options.batches).map((tokens) => threads(tokens, workers)),
);
const rows = [baseline, ...swept, ...list(options.workers).map(processes)];
console.log(describeMachine());
console.log(`${bodies.length} sentences of 12 tokens, ${connections} connections without pause`);
for (let round = 0; round < rounds; round++) for (const each of rows) await measure(each, bodies);

const table = rows.map(({ name, tokens, loads, memory }, index) => [
  index === 0 ? `default (${name})` : name,
  String(tokens),
  throughputOf(loads).toFixed(0),
  (throughputOf(loads) / throughputOf(baseline.loads)).toFixed(2),
  quantile(
    loads.flatMap(({ latencies }) => latencies),
    0.99,
  ).toFixed(1),
  microsecondsEach(loads, 'total').toFixed(0),
  mean(memory).toFixed(0),
]);
const head = ['', 'BATCH_TOKENS', 'requests/s', 'of default', 'p99 ms', 'processor µs', 'memory MB'];
for (const line of formatTable([head, ...table], [1, 2, 3, 4, 5, 6])) console.log(line);

const best = swept.toSorted((a, b) => throughputOf(b.loads) - throughputOf(a.loads))[0]!;
const share = throughputOf(baseline.loads) / throughputOf(best.loads);
console.log(`throughput of default / best (${best.name}, ${best.tokens} tokens): ${share.toFixed(2)}`);
for (const [what, some] of [
  ['thread', swept.filter(({ tokens }) => tokens === defaults.BATCH_TOKENS)],
  ['process', rows.slice(1 + swept.length)],
] as const) {
  if (some.length < 2) continue;
  const { start, slope } = fitLine(some.map(({ workers, memory }) => [workers, mean(memory)]));
  console.log(`memory: ${start.toFixed(0)} MB and ${slope.toFixed(0)} MB a ${what}`);
}
