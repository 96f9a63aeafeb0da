import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { heardRate, readAudio } from '../src/audio/read-audio.ts';
import { goldenSound } from '../src/tasks/speech/golden-sound.ts';
import { writeWav } from '../test/helpers/wav.ts';
import { measureBeside } from './beside.ts';
import { type Ask, Client } from './client.ts';
import { describeMachine } from './machine.ts';
import { readOptions } from './options.ts';
import { headers } from './saturate.ts';
import { sentencesOf } from './sentences.ts';
import { serve, service } from './serve.ts';
import { describeLatency, median, quantile } from './statistics.ts';
import { processorTime } from './usage.ts';
import { verdict } from './verdict.ts';

// Recordings for POST /transcribe: how long they take, what sentences for POST /tag wait meanwhile, and whether memory grows.
const options = readOptions('Measures what recordings cost, and whom they hold up.', {
  model: ['models/speech', 'the package that hears'],
  recording: ['', 'speech, which is repeated as long as needed; tones and noise without it'],
  beam: [50, 'readings that are kept'],
  requests: [1000, 'while memory is watched'],
  seconds: [20, 'of sentences, alone and with recordings'],
  rate: [100, 'sentences a second'],
  factor: [0.1, 'of its own length that a recording of 10 s may take, with one worker'],
  bound: [
    20,
    'milliseconds by which recordings of a minute may delay sentences more than a busy core does (p99)',
  ],
  rss: [10, 'per cent that the process may grow over all requests after the first tenth'],
});

const given = options.recording && (await readFile(options.recording));
const limits = { seconds: 600, decodedBytes: 1e9 };
const speech = given ? (await readAudio(given, limits)).samples : goldenSound('recordings', 20 * heardRate);
/** A WAV file of so many seconds. */
function recordingOf(seconds: number): Buffer {
  const samples = Float32Array.from({ length: seconds * heardRate }, (_, at) => speech[at % speech.length]!);
  return Buffer.from(writeWav([samples], { sampleRate: heardRate, bits: 16 }));
}
const wav = { 'content-type': 'audio/wav' };
const hear = (seconds: number): Ask => ({ body: recordingOf(seconds), headers: wav, expected: 200 });

const folder = await mkdtemp(join(tmpdir(), 'slotline-bench-'));
await cp(options.model, join(folder, basename(options.model)), { recursive: true });
await cp('models/booking', join(folder, 'booking'), { recursive: true });
const env = { LOG_LEVEL: 'warn', MODELS: folder, QUEUE_AGE: '60000', ANSWER_TIMEOUT: '60000' };
const path = `/transcribe?beamWidth=${options.beam}`;

/** Sends so many, one after another, and gives their milliseconds. */
async function send(client: Client, ask: Ask, count: number): Promise<number[]> {
  const times: number[] = [];
  while (times.length < count) {
    const { status, latency } = await client.send(ask);
    if (status !== 200) throw new Error(`a recording was answered with ${status}`);
    times.push(latency);
  }
  return times;
}

console.log(describeMachine());
const small = await serve(service, { env: { ...env, WORKERS: '1' }, path: '/health/ready', inside: true });
const alone = new Client(small.url + path, 1);
const ten = hear(10);
await send(alone, ten, 5);
const before = processorTime(small.pid).total;
const times = await send(alone, ten, 30);
const each = (processorTime(small.pid).total - before) / times.length;
console.log(
  `10 s, one worker, beam ${options.beam}: ${describeLatency(times)}; ${each.toFixed(0)} ms of processors`,
);
const short = hear(2);
await send(alone, short, options.requests / 10);
const first = await small.ask('collected');
await send(alone, short, options.requests);
const last = await small.ask('collected');
await alone.close();
await small.stop();

const served = await serve(service, { env, path: '/health/ready' });
const load = new Client(served.url + path, 1);
const sentences = new Client(`${served.url}/tag`, 64);
const asks = sentencesOf(12).map((text) => ({ body: JSON.stringify({ text }), headers, expected: 200 }));
const minute = hear(60);
const [longest] = await send(load, minute, 1);
const { seconds, rate } = options;
const waits = await measureBeside({ sentences, asks, rate, seconds, load, heavy: minute, users: 1 });
await Promise.all([load.close(), sentences.close()]);
await served.stop();
await rm(folder, { recursive: true });

console.log(`60 s: ${longest!.toFixed(0)} ms`);
console.log(`sentences alone: ${describeLatency(waits.alone)}`);
console.log(`beside a process that keeps one core busy: ${describeLatency(waits.burdened)}`);
console.log(`beside ${waits.answered} recordings of a minute: ${describeLatency(waits.beside)}`);
const factor = median(times) / 10_000;
verdict(factor <= options.factor, `real-time factor ${factor.toFixed(4)}, at most ${options.factor}`);
const growth = 100 * (last.rss / first.rss - 1);
verdict(
  growth <= options.rss,
  `RSS grows by ${growth.toFixed(1)} % over ${options.requests} requests, from ${first.rss.toFixed(0)} MB; at most ${options.rss} %`,
);
const delay = quantile(waits.beside, 0.99) - quantile(waits.burdened, 0.99);
const whole = quantile(waits.beside, 0.99) - quantile(waits.alone, 0.99);
verdict(
  delay < options.bound,
  `recordings delay sentences by ${delay.toFixed(1)} ms more than a busy core (${whole.toFixed(1)} more than alone; p99), less than ${options.bound}`,
);
