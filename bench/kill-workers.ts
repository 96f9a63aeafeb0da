import { setTimeout as pause } from 'node:timers/promises';
import { type Ask, Client, crowd, inTurn } from './client.ts';
import { backAfter } from './recovery.ts';
import { serve, service } from './serve.ts';
import { median, quantile } from './statistics.ts';
import { verdict } from './verdict.ts';

/** Seconds before and after the kills. */
const calm = 5;
/** Share of the throughput before the kills that counts as full speed. */
const enough = 0.8;

/** How the service is troubled. */
export interface KillOptions {
  readonly seconds: number;
  readonly users: number;
  readonly env: Readonly<Record<string, string>>;
}

/** Ends a worker thread every second under load, and tells what became of the requests and of the throughput. */
export async function killWorkers(asks: readonly Ask[], { seconds, users, env }: KillOptions): Promise<void> {
  const served = await serve(service, { env, path: '/health/ready', inside: true });
  const client = new Client(`${served.url}/tag`, users);
  const statuses = new Map<number | string, number>();
  const times: number[] = [];
  let over = false;
  const load = crowd(client, inTurn(asks), users, {
    isOver: () => over,
    heard({ status, at }) {
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      if (status === 200) times.push(at);
    },
  });
  await pause(1000 * calm);
  const quiet = await throughputDuring(times, () => pause(1000 * calm));
  const kills: number[] = [];
  const troubled = await throughputDuring(times, async () => {
    for (let second = 0; second < seconds; second++) {
      kills.push(performance.now());
      if (!(await served.ask('kill'))) kills.pop();
      await pause(1000 - ((performance.now() - kills[0]!) % 1000));
    }
  });
  await pause(1000 * calm);
  const after = await throughputDuring(times, () => pause(1000 * calm));
  over = true;
  await load;
  await client.close();
  await served.stop();

  const full = enough * quiet;
  const returns = kills.map((from, index) =>
    backAfter(times, { from, until: kills[index + 1] ?? from + 1000 * calm, enough: full }),
  );
  const back = returns.filter((each) => each !== undefined);
  const { 200: answered = 0, 503: refused = 0, ...others } = Object.fromEntries(statuses);
  console.log(`\n${kills.length} workers ended, one a second, ${users} users without pause`);
  console.log(`answered ${answered}, refused with 503 ${refused}, else ${JSON.stringify(others)}`);
  console.log(
    `throughput before ${quiet.toFixed(0)}/s, during ${troubled.toFixed(0)}/s, after ${after.toFixed(0)}/s`,
  );
  console.log(`ratio of throughput, during / before: ${(troubled / quiet).toFixed(2)}`);
  console.log(
    `back to ${100 * enough} % of the throughput after a kill: median ${median(back).toFixed(0)} ms, ` +
      `longest ${quantile(back, 1).toFixed(0)} ms; ${returns.length - back.length} times not before the next kill`,
  );
  verdict(Object.keys(others).length === 0, 'every request had an answer, or was told to try again');
  verdict(
    after >= enough * quiet,
    `throughput after / before ${(after / quiet).toFixed(2)}, at least ${enough}`,
  );
}

/** Answers a second while something goes on. */
async function throughputDuring(times: readonly number[], what: () => Promise<unknown>): Promise<number> {
  const [before, start] = [times.length, performance.now()];
  await what();
  return (1000 * (times.length - before)) / (performance.now() - start);
}
