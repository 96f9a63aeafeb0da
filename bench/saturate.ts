import autocannon from 'autocannon';
import { rotate } from './sentences.ts';
import { sum } from './statistics.ts';
import { processorTime } from './usage.ts';

/** What is asked of a server: one POST for each body, again and again. */
export interface Target {
  readonly url: string;
  readonly pid: number;
  readonly bodies: readonly string[];
}

/** What came of a load without pause. */
export interface Saturated {
  readonly answers: number;
  readonly seconds: number;
  /** Milliseconds of each answer, as the load tool sees it. */
  readonly latencies: readonly number[];
  /** Milliseconds of processor time of the server, its main thread alone, and the load tool. */
  readonly processor: { readonly total: number; readonly main: number; readonly tool: number };
}

/** How long and on how many connections. */
export interface LoadOptions {
  readonly connections: number;
  readonly seconds: number;
}

/** The headers of every request. */
export const headers = { 'content-type': 'application/json' };

/**
 * Lets each of the connections ask again as soon as it is answered; any refusal is an error. The load tool's own
 * histogram knows whole milliseconds only, so latencies are collected here.
 */
export async function saturate(
  { url, pid, bodies }: Target,
  { connections, seconds }: LoadOptions,
): Promise<Saturated> {
  const requests = bodies.map((body) => ({ body, headers }));
  const latencies: number[] = [];
  let client = 0;
  const [server, tool] = [processorTime(pid), process.cpuUsage()];
  const result = await new Promise<autocannon.Result>((done, fail) => {
    const instance = autocannon(
      {
        url,
        connections,
        duration: seconds,
        method: 'POST',
        requests,
        setupClient: (one) => one.setRequests(rotate(requests, client++).map((each) => ({ ...each }))),
      },
      (error: unknown, outcome) => (error ? fail(error) : done(outcome)),
    );
    instance.on('response', (_client, _status, _bytes, latency) => latencies.push(latency));
  });
  const [serverAfter, toolUsed] = [processorTime(pid), process.cpuUsage(tool)];
  if (result.non2xx + result.errors > 0) {
    const what = `${result.non2xx} of ${latencies.length} requests refused, ${result.errors} failed`;
    throw new Error(`${url}: ${what}; the machine may be too busy to measure on`);
  }
  return {
    answers: latencies.length,
    seconds: result.duration,
    latencies,
    processor: {
      total: serverAfter.total - server.total,
      main: serverAfter.main - server.main,
      tool: (toolUsed.user + toolUsed.system) / 1000,
    },
  };
}

/** Answers a second over all rounds. */
export function throughputOf(rounds: readonly Saturated[]): number {
  return sum(rounds.map(({ answers }) => answers)) / sum(rounds.map(({ seconds }) => seconds));
}

/** Microseconds of processor time an answer took, by who used it. */
export function microsecondsEach(rounds: readonly Saturated[], who: keyof Saturated['processor']): number {
  const answers = sum(rounds.map((round) => round.answers));
  return (1000 * sum(rounds.map(({ processor }) => processor[who]))) / answers;
}
