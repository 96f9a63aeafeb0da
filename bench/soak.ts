import { setTimeout as pause } from 'node:timers/promises';
import { type Answered, Client, crowd, stream } from './client.ts';
import { describeMachine } from './machine.ts';
import { mix } from './mix.ts';
import { readOptions } from './options.ts';
import { serve, service } from './serve.ts';
import { fitLine, mean, quantile } from './statistics.ts';
import { verdict } from './verdict.ts';

// A steady load of varied requests for long: does memory grow, do answers slow down, is anything answered wrongly?
const options = readOptions('Loads the service steadily with varied requests and watches its memory.', {
  minutes: [10, 'of load'],
  every: [5, 'seconds a row of figures'],
  share: [0.7, 'of the throughput that the service has with such requests'],
  bound: [3, 'per cent by which memory may grow over the second half'],
});
const { minutes, every, share, bound } = options;

/** One row: what happened in the seconds before it. */
interface Sample {
  readonly minute: number;
  readonly answers: number;
  readonly p50: number;
  readonly p99: number;
  readonly wrong: number;
  readonly rss: number;
  readonly heap: number;
}

const wrong = new Map<string, number>();
function isWrong({ ask, status }: Answered): boolean {
  if (status === ask.expected) return false;
  const kind = `${status} instead of ${ask.expected}`;
  wrong.set(kind, (wrong.get(kind) ?? 0) + 1);
  return true;
}

const served = await serve(service, { env: { LOG_LEVEL: 'warn' }, path: '/health/ready', inside: true });
const client = new Client(`${served.url}/tag`, 500);

/** Answers a second to many users who never pause; the first half of the time only warms up. */
async function capacity(seconds: number): Promise<number> {
  const start = performance.now();
  const [middle, end] = [start + 500 * seconds, start + 1000 * seconds];
  let answers = 0;
  await crowd(client, mix('capacity'), 64, {
    isOver: () => performance.now() > end,
    heard: ({ at }) => at > middle && at <= end && answers++,
  });
  return (2 * answers) / seconds;
}

console.log(describeMachine());
const full = await capacity(Math.min(20, 12 * minutes));
const rate = share * full;
console.log(
  `${full.toFixed(0)} requests/s without pause; ${rate.toFixed(0)} requests/s for ${minutes} minutes`,
);

const row = (cells: readonly string[]): void => console.log(cells.map((cell) => cell.padStart(10)).join(''));
row(['minute', 'answers/s', 'p50 ms', 'p99 ms', 'wrong', 'RSS MB', 'heap MB']);
const samples: Sample[] = [];
let window: Answered[] = [];
let over = false;
const started = performance.now();

async function watch(): Promise<void> {
  while (!over) {
    await pause(1000 * every);
    const [answered, { rss, heap }] = [window, await served.ask('memory')];
    window = [];
    const latencies = answered.map(({ latency }) => latency);
    const sample: Sample = {
      minute: (performance.now() - started) / 60_000,
      answers: answered.length / every,
      p50: quantile(latencies, 0.5),
      p99: quantile(latencies, 0.99),
      wrong: answered.filter(isWrong).length,
      rss,
      heap,
    };
    samples.push(sample);
    const { minute, answers, p50, p99, wrong: bad } = sample;
    row([
      minute.toFixed(1),
      answers.toFixed(0),
      p50.toFixed(1),
      p99.toFixed(1),
      `${bad}`,
      rss.toFixed(0),
      heap.toFixed(0),
    ]);
  }
}

const watching = watch();
const { late } = await stream(client, mix('soak'), { rate, seconds: 60 * minutes }, (answered) =>
  window.push(answered),
);
over = true;
await watching;
await client.close();
await served.stop();

const [first, second] = [samples.slice(0, samples.length / 2), samples.slice(samples.length / 2)];
const { slope } = fitLine(second.map(({ minute, rss }) => [minute, rss]));
const growth = (100 * slope * (minutes / 2)) / mean(second.map(({ rss }) => rss));
const slower = mean(second.map(({ p99 }) => p99)) / mean(first.map(({ p99 }) => p99));
console.log(
  `requests were sent up to ${quantile(late, 0.99).toFixed(1)} ms late (p99), by no fault of the service`,
);
console.log(`ratio of p99, second half / first half: ${slower.toFixed(2)}`);
verdict(
  growth <= bound,
  `RSS changes by ${growth.toFixed(1)} % over the second half (${(60 * slope).toFixed(0)} MB an hour); at most ${bound} %`,
);
const mistakes = [...wrong].map(([kind, count]) => `${count} ${kind}`).join(', ');
verdict(
  wrong.size === 0,
  `every request had the answer it should have${mistakes && `, but for ${mistakes}`}`,
);
