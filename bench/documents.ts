import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseConfig } from '../src/config.ts';
import { measureBeside } from './beside.ts';
import { Client } from './client.ts';
import { describeMachine } from './machine.ts';
import { readOptions } from './options.ts';
import { headers } from './saturate.ts';
import { sentencesOf } from './sentences.ts';
import { serve, service } from './serve.ts';
import { describeLatency, median, quantile } from './statistics.ts';
import { writeUntrainedSentiment } from './untrained-sentiment.ts';
import { verdict } from './verdict.ts';

// The longest documents that POST /sentiment takes, without pause, and what sentences for POST /tag meanwhile wait.
const options = readOptions('Measures what whole documents cost, and whom they hold up.', {
  seconds: [20, 'of sentences, without documents and with them'],
  rate: [100, 'sentences a second'],
  bound: [10, 'milliseconds by which documents may delay sentences more than a busy core does (p99)'],
});
const { seconds, rate, bound } = options;
const { MAX_DOCUMENT_LENGTH: longest, MAX_REQUEST_LENGTH: most, WORKER_TIMEOUT } = parseConfig(process.env);

const folder = await mkdtemp(join(tmpdir(), 'slotline-bench-'));

await writeUntrainedSentiment(folder);
await cp('models/booking', join(folder, 'booking'), { recursive: true });
const served = await serve(service, {
  env: { LOG_LEVEL: 'warn', MODELS: folder, QUEUE_AGE: '60000', ANSWER_TIMEOUT: '60000' },
  path: '/health/ready',
});
const documents = new Client(`${served.url}/sentiment`, 2);
const sentences = new Client(`${served.url}/tag`, 64);
const asking = (body: object) => ({ body: JSON.stringify(body), headers, expected: 200 });
const prose = 'The room was clean and quiet, but breakfast never came. ';
const proseOf = (length: number): string => prose.repeat(length / prose.length);

console.log(describeMachine());
const kinds: Readonly<Record<string, object>> = {
  [`prose of ${longest} characters`]: { text: proseOf(longest) },
  [`${longest} signs, each a token`]: { text: '!'.repeat(longest) },
  [`texts of 1,000 characters, ${most} in all`]: {
    texts: Array(Math.min(100, most / 1000)).fill(proseOf(1000)),
  },
  [`texts of signs, ${most} in all`]: { texts: Array(Math.floor(most / longest)).fill('!'.repeat(longest)) },
};
const slowest: number[] = [];
for (const [name, body] of Object.entries(kinds)) {
  const times: number[] = [];
  for (let turn = 0; turn < 3; turn++) {
    const { status, latency } = await documents.send(asking(body));
    if (status !== 200) throw new Error(`${name}: ${status}`);
    times.push(latency);
  }
  slowest.push(median(times));
  console.log(`${name}: ${median(times).toFixed(0)} ms`);
}

const asks = sentencesOf(12).map((text) => asking({ text }));
const document = asking({ text: '!'.repeat(longest) });
const load = { load: documents, heavy: document, users: 2 };
const { alone, burdened, beside, answered } = await measureBeside({
  sentences,
  asks,
  rate,
  seconds,
  ...load,
});
await Promise.all([documents.close(), sentences.close()]);
await served.stop();
await rm(folder, { recursive: true });

console.log(`sentences alone: ${describeLatency(alone)}`);
console.log(`beside a process that keeps one core busy: ${describeLatency(burdened)}`);
console.log(`beside ${answered} documents: ${describeLatency(beside)}`);
const delay = quantile(beside, 0.99) - quantile(burdened, 0.99);
verdict(
  delay < bound,
  `documents delay sentences by ${delay.toFixed(1)} ms more than that (p99), less than ${bound}`,
);
verdict(
  slowest[1]! < WORKER_TIMEOUT / 2,
  `the longest document takes ${slowest[1]!.toFixed(0)} ms, half of WORKER_TIMEOUT at most`,
);
