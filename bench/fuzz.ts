import { Client } from '../test/fuzz/client.ts';
import { fuzz, type Tally } from '../test/fuzz/fuzz.ts';
import { slotlineKnowledge } from '../test/fuzz/tag.ts';
import { describeMachine } from './machine.ts';
import { readOptions } from './options.ts';
import { serve, service } from './serve.ts';
import { verdict } from './verdict.ts';

// Requests of every kind, valid and broken, to every route of the OpenAPI document: is each answered as documented?
// Does the process live on, and keep its memory?
const { requests, lanes, heap, rss, ...options } = readOptions(
  'Sends the service whatever a client could send.',
  {
    requests: [20_000, 'in all, in four quarters'],
    lanes: [8, 'requests at a time'],
    seed: [1 + Math.floor(Math.random() * 2 ** 30), 'gives the same requests again'],
    heap: [5, 'MB that the objects of the main thread may grow from the first to the last quarter'],
    rss: [10, 'per cent that the whole process may grow meanwhile'],
  },
);
const quarters = [0, 1, 2, 3];

const served = await serve(service, { env: { LOG_LEVEL: 'silent' }, path: '/health/ready', inside: true });
const client = new Client(served.url);
const knowledge = await slotlineKnowledge(client);
const total: Record<string, number> = {};
const memory: { readonly rss: number; readonly heap: number }[] = [];

function add(tally: Tally): void {
  for (const [kind, count] of Object.entries(tally)) total[kind] = (total[kind] ?? 0) + count;
}

console.log(describeMachine());
console.log(`seed ${options.seed}`);
const started = performance.now();
for (const quarter of quarters) {
  const seed = options.seed + quarter * lanes;
  add(await fuzz(client, knowledge, { runs: requests / quarters.length, lanes, seed }));
  memory.push(await served.ask('collected'));
  const { rss: process, heap: objects } = memory[quarter]!;
  console.log(
    `quarter ${quarter + 1}: RSS ${process.toFixed(1)} MB, heap ${objects.toFixed(1)} MB, after collecting`,
  );
}
const seconds = (performance.now() - started) / 1000;
const ready = await client.get('/health/ready');
client.close();
await served.stop();

for (const [kind, count] of Object.entries(total).sort())
  console.log(`${String(count).padStart(8)}  ${kind}`);
const [first, last] = [memory[0]!, memory.at(-1)!];
const growth = 100 * (last.rss / first.rss - 1);
verdict(true, `${client.count} requests in ${seconds.toFixed(0)} s were all answered as documented`);
verdict(ready.status === 200, 'the process is ready afterwards');
verdict((await served.exit) === 0, 'it stops with 0');
verdict(
  last.heap - first.heap <= heap,
  `the heap grows by ${(last.heap - first.heap).toFixed(1)} MB; at most ${heap} MB`,
);
verdict(growth <= rss, `RSS grows by ${growth.toFixed(1)} %; at most ${rss} %`);
