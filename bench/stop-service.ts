import { setTimeout as pause } from 'node:timers/promises';
import { type Ask, Client, crowd, inTurn } from './client.ts';
import { serve, service } from './serve.ts';
import { verdict } from './verdict.ts';

/** What became of the requests around one SIGTERM. */
interface Stop {
  readonly code: number | null;
  /** Milliseconds from the signal to the end of the process. */
  readonly took: number;
  /** As the service saw it. */
  readonly started: number;
  readonly finished: number;
  /** As the clients saw it: answers, and connections that were refused or closed with no byte of an answer. */
  readonly answered: number;
  readonly turnedAway: number;
}

/** Stops the service under load, again and again; every request that it took in must be answered. */
export async function stopUnderLoad(asks: readonly Ask[], times: number, users: number): Promise<void> {
  const stops: Stop[] = [];
  for (let time = 0; time < times; time++) stops.push(await stopOnce(asks, users));
  const total = (count: keyof Omit<Stop, 'code'>): number =>
    stops.reduce((sum, stop) => sum + stop[count], 0);
  console.log(`\n${times} times SIGTERM under the load of ${users} users without pause`);
  console.log(
    `taken in ${total('started')}, finished ${total('finished')}, answers seen ${total('answered')}`,
  );
  console.log(
    `turned away afterwards: ${total('turnedAway')}; from signal to end ${(total('took') / times).toFixed(0)} ms`,
  );
  verdict(
    stops.every(({ started, finished, answered }) => started === finished && finished === answered),
    'every request that the service took in was answered, and its answer arrived',
  );
  const codes = [...new Set(stops.map(({ code }) => code))];
  verdict(codes.join() === '0', `the exit code is ${codes.join(', ')}; it must be 0`);
}

async function stopOnce(asks: readonly Ask[], users: number): Promise<Stop> {
  const served = await serve(service, { env: { LOG_LEVEL: 'warn' }, path: '/health/ready', inside: true });
  const client = new Client(`${served.url}/tag`, users);
  const before = await served.ask('requests');
  const whole = served.told('exit');
  let answered = 0;
  let turnedAway = 0;
  const load = crowd(client, inTurn(asks), users, {
    isOver: () => false,
    heard: ({ status }) => (typeof status === 'number' ? answered++ : turnedAway++),
  });
  await pause(1000);
  const signalled = performance.now();
  served.signal('SIGTERM');
  const code = await served.exit;
  const took = performance.now() - signalled;
  await load;
  await client.close();
  const { started, finished } = await whole;
  return {
    code,
    took,
    started: started - before.started,
    finished: finished - before.finished,
    answered,
    turnedAway,
  };
}

/** Asks to stop a service that takes its time, and asks again; it must end without more ado. */
export async function stopTwice(): Promise<void> {
  const delay = 10_000;
  const env = { LOG_LEVEL: 'warn', DRAIN_DELAY: String(delay) };
  const served = await serve(service, { env, path: '/health/live' });
  served.signal('SIGTERM');
  await pause(500);
  const signalled = performance.now();
  served.signal('SIGTERM');
  const code = await served.exit;
  const took = performance.now() - signalled;
  console.log(`\nsecond SIGTERM while the first has ${delay} ms to go: ended after ${took.toFixed(0)} ms`);
  verdict(code === 1 && took < 1000, `a second signal ends the process at once, with 1 (here ${code})`);
}
