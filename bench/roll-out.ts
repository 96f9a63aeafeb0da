import { Agent, request } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { readOptions } from './options.ts';
import { quantile } from './statistics.ts';

// Clients that never stop asking, while the service behind an address is rolled out, scaled or loses a process: how many
// requests fail? Half of them keep their connections, half open one for each request.
const { url, seconds, clients, pause } = readOptions('Requests that fail while a service changes', {
  url: ['http://127.0.0.1:8080/tag', 'whom to ask'],
  seconds: [60, 'how long'],
  clients: [4, 'of each kind'],
  pause: [5, 'milliseconds between an answer and the next request'],
});
const body = JSON.stringify({ text: 'arrive Taipei on November 2nd', model: 'booking' });
const patience = 10_000;
const shown = 20;

class Tally {
  readonly latencies: number[] = [];
  readonly failures: string[] = [];
  longestSilence = 0;
  #last = performance.now();

  add(outcome: string, latency: number): void {
    const now = performance.now();
    this.longestSilence = Math.max(this.longestSilence, now - this.#last);
    this.#last = now;
    this.latencies.push(latency);
    if (outcome !== 'right') this.failures.push(`${new Date().toISOString()} ${outcome}`);
  }

  print(kind: string): void {
    const { latencies, failures, longestSilence } = this;
    const [p50, p99, most] = [0.5, 0.99, 1].map((share) => quantile(latencies, share).toFixed(1));
    console.log(`${kind}: ${latencies.length} requests, ${failures.length} failed`);
    console.log(
      `  p50 ${p50} ms, p99 ${p99} ms, longest ${most} ms; without an answer for ${longestSilence.toFixed(0)} ms at most`,
    );
    if (failures.length > shown) console.log(`  the first ${shown}, and the last:`);
    for (const failure of [...failures.slice(0, shown), ...failures.slice(shown).slice(-1)]) {
      console.log(`  ${failure}`);
    }
  }
}

/** `right`, or what was wrong: a status, an answer or the code of an error. */
function ask(agent: Agent): Promise<string> {
  return new Promise((done) => {
    const options = {
      method: 'POST',
      agent,
      timeout: patience,
      headers: { 'content-type': 'application/json' },
    };
    const sent = request(url, options, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part) => {
        text += part;
      });
      response.on('error', ({ message }) => done(message));
      response.on('end', () => {
        if (response.statusCode !== 200) done(`status ${response.statusCode} ${text}`);
        else done(text.includes('"slot":"destination","text":"Taipei"') ? 'right' : `answer ${text}`);
      });
    });
    sent.on('timeout', () => sent.destroy(new Error(`no answer in ${patience} ms`)));
    sent.on('error', (error: NodeJS.ErrnoException) => done(error.code ?? error.message));
    sent.end(body);
  });
}

async function client(agent: Agent, tally: Tally, end: number): Promise<void> {
  while (performance.now() < end) {
    const started = performance.now();
    tally.add(await ask(agent), performance.now() - started);
    await delay(pause);
  }
}

const end = performance.now() + seconds * 1000;
const kinds = [
  { name: 'kept connections', keepAlive: true, tally: new Tally() },
  { name: 'new connections', keepAlive: false, tally: new Tally() },
];
await Promise.all(
  kinds.flatMap(({ keepAlive, tally }) =>
    Array.from({ length: clients }, () => client(new Agent({ keepAlive, maxSockets: 1 }), tally, end)),
  ),
);
for (const { name, tally } of kinds) tally.print(name);
process.exitCode = kinds.some(({ tally }) => tally.failures.length > 0) ? 1 : 0;
