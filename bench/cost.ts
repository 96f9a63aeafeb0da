import { formatTable } from '../src/cli/table.ts';
import { parseConfig } from '../src/config.ts';
import { loadPackage } from '../src/package/load.ts';
import { startTagger } from '../src/tasks/tag/service.ts';
import { describeMachine } from './machine.ts';
import { readOptions } from './options.ts';
import { microsecondsEach, type Saturated, saturate, throughputOf } from './saturate.ts';
import { stretchesOf } from './sentences.ts';
import { serve, service } from './serve.ts';
import { fitLine, mean } from './statistics.ts';

// Processor time of a sentence by its length: of the model alone and in batches, in this process, and of the service's
// main thread and workers under load. A line through each is what capacity is computed from.
const options = readOptions('Measures what a sentence costs by its length.', {
  lengths: ['3,6,12,25,50,100,200', 'tokens of the sentences'],
  connections: [64, 'of the load'],
  rounds: [3, 'in each of which every length has its turn'],
  seconds: [2, 'of each turn'],
});
const { connections, rounds, seconds } = options;
const { BATCH_TOKENS: budget } = parseConfig(process.env);

/** One length and what was measured for it, in microseconds of processor time a sentence. */
interface Length {
  readonly tokens: number;
  readonly texts: readonly string[];
  readonly alone: number[];
  readonly batched: number[];
  readonly loads: Saturated[];
}

const lengths = options.lengths.split(',').map((each): Length => {
  const tokens = Number(each);
  return { tokens, texts: stretchesOf(tokens, 60), alone: [], batched: [], loads: [] };
});

const tagger = await startTagger(await loadPackage('models/booking'));

/** Microseconds of this process a sentence, asked in requests of so many. */
async function inference(texts: readonly string[], together: number): Promise<number> {
  const requests = Array.from({ length: together }, (_, index) => index);
  const end = performance.now() + 500 * seconds;
  const before = process.cpuUsage();
  let sentences = 0;
  while (performance.now() < end) {
    const batch = requests.map((index) => ({
      text: texts[(sentences + index) % texts.length]!,
      unit: 'utf16' as const,
    }));
    await tagger.answer(batch);
    sentences += together;
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) / sentences;
}

const served = await serve(service, {
  env: { LOG_LEVEL: 'warn', MAX_TEXT_LENGTH: '100000', QUEUE_AGE: '60000', ANSWER_TIMEOUT: '60000' },
  path: '/health/ready',
});
const load = ({ texts }: Length): Promise<Saturated> => {
  const bodies = texts.map((text) => JSON.stringify({ text }));
  return saturate({ url: `${served.url}/tag`, pid: served.pid, bodies }, { connections, seconds });
};

console.log(describeMachine());
for (const length of lengths) {
  await inference(length.texts, 1);
  await load(length);
}
for (let round = 0; round < rounds; round++) {
  for (const length of lengths) {
    length.alone.push(await inference(length.texts, 1));
    length.batched.push(await inference(length.texts, Math.max(1, Math.floor(budget / length.tokens))));
    length.loads.push(await load(length));
  }
}
await served.stop();
await tagger.close();

const main = ({ loads }: Length): number => microsecondsEach(loads, 'main');
const columns = {
  'alone µs': ({ alone }: Length) => mean(alone),
  'in batches µs': ({ batched }: Length) => mean(batched),
  'main thread µs': main,
  'workers µs': (length: Length) => microsecondsEach(length.loads, 'total') - main(length),
};
const table = lengths.map((length) => [
  String(length.tokens),
  ...Object.values(columns).map((column) => column(length).toFixed(0)),
  (mean(length.alone) / mean(length.batched)).toFixed(2),
  throughputOf(length.loads).toFixed(0),
]);
const head = ['tokens', ...Object.keys(columns), 'alone / in batches', 'requests/s'];
for (const line of formatTable([head, ...table], [0, 1, 2, 3, 4, 5, 6])) console.log(line);
for (const [name, column] of Object.entries(columns)) {
  // By relative errors, since long sentences would else outweigh all others.
  const { start, slope } = fitLine(
    lengths.map((length) => [length.tokens, column(length)]),
    (cost) => cost ** -2,
  );
  const worst = Math.max(
    ...lengths.map((each) => Math.abs((start + slope * each.tokens) / column(each) - 1)),
  );
  console.log(
    `${name}: ${start.toFixed(1)} + ${slope.toFixed(2)} a token, within ${(100 * worst).toFixed(0)} %`,
  );
}
