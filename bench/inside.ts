import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createHistogram, monitorEventLoopDelay, type RecordableHistogram } from 'node:perf_hooks';
import { BroadcastChannel, isMainThread, threadId, type Worker } from 'node:worker_threads';

// Loaded into a served process by `node --import`: looks at it from the inside and breaks what it is asked to break,
// so that the service needs no code for its benches.

/** Milliseconds; percentiles of what happened since the last time this was asked. */
export interface Spread {
  readonly count: number;
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

/** What a served process answers to each question. */
export interface Answers {
  /** Told when all is there that should listen. */
  readonly ready: boolean;
  /** MB (10^6 bytes): the whole process, and the main thread's objects. */
  readonly memory: { readonly rss: number; readonly heap: number };
  /** The same after the main thread's garbage was collected. */
  readonly collected: Answers['memory'];
  /** How much later than asked timers of the main thread came. */
  readonly delay: Spread;
  /** Whether there was a worker thread to end. */
  readonly kill: boolean;
  /** HTTP requests that came, and answers by status, from the request's headers to the answer's last byte. */
  readonly requests: {
    readonly started: number;
    readonly finished: number;
    readonly byStatus: Readonly<Record<string, Spread>>;
  };
  /** The same of the whole life, told when the process exits. */
  readonly exit: { readonly started: number; readonly finished: number };
}

/** An answer on its way. */
export interface Message {
  readonly question: keyof Answers;
  readonly answer: unknown;
}

const resolution = 1;
/** On which a worker thread hears that it is to end; its own port is the pool's. */
const bell = new BroadcastChannel('end of a thread');
const workers = new Set<Worker>();
const arrivals = new WeakMap<IncomingMessage, number>();
const byStatus = new Map<number, RecordableHistogram>();
const delays = monitorEventLoopDelay({ resolution });
let started = 0;
let finished = 0;

const answers: { [Question in keyof Answers]: () => Answers[Question] } = {
  ready: () => true,
  memory,
  collected() {
    globalThis.gc!();
    return memory();
  },
  delay() {
    // What is recorded is the time between two ticks of a timer, of which the timer's own is no delay.
    const { count, ...times } = spreadOf(delays);
    const late = (time: number): number => Math.max(0, time - resolution);
    delays.reset();
    return { count, p50: late(times.p50), p99: late(times.p99), max: late(times.max) };
  },
  kill() {
    const [oldest] = workers;
    // From inside, as a crash would: a thread that is ended from outside while it is in onnxruntime ends the process.
    if (oldest) bell.postMessage(oldest.threadId);
    return oldest !== undefined;
  },
  requests() {
    const entries = [...byStatus].map(([status, times]) => [status, spreadOf(times)] as const);
    byStatus.clear();
    return { started, finished, byStatus: Object.fromEntries(entries) };
  },
  exit: () => ({ started, finished }),
};

function memory(): Answers['memory'] {
  const { rss, heapUsed } = process.memoryUsage();
  return { rss: rss / 1e6, heap: heapUsed / 1e6 };
}

function spreadOf(times: Pick<RecordableHistogram, 'count' | 'percentile' | 'max'>): Spread {
  const [p50, p99] = [times.percentile(50) / 1e6, times.percentile(99) / 1e6];
  return { count: times.count, p50, p99, max: times.max / 1e6 };
}

function tell(question: keyof Answers): void {
  process.send?.({ question, answer: answers[question]() } satisfies Message);
}

function watch(): void {
  delays.enable();
  process.on('worker', (worker: Worker) => {
    workers.add(worker);
    worker.once('exit', () => workers.delete(worker));
  });
  subscribe('http.server.request.start', (message) => {
    started += 1;
    arrivals.set((message as { request: IncomingMessage }).request, performance.now());
  });
  subscribe('http.server.response.finish', (message) => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse };
    finished += 1;
    const times = byStatus.get(response.statusCode) ?? createHistogram();
    byStatus.set(response.statusCode, times);
    times.record(Math.max(1, Math.round((performance.now() - arrivals.get(request)!) * 1e6)));
  });
  process.on('message', tell);
  process.on('exit', () => tell('exit'));
}

/** A worker thread that is told to end is gone in the midst of its work, as if its code had failed. */
function listen(): void {
  bell.onmessage = (event) => {
    if ((event as { data?: unknown }).data === threadId) process.exit(1);
  };
}

// Worker threads load it as well.
if (isMainThread) watch();
else listen();
bell.unref();
