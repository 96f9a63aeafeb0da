import { spawn } from 'node:child_process';
import { type Ask, type Client, crowd, inTurn, stream } from './client.ts';

/** Milliseconds that sentences took. */
export interface Waits {
  readonly alone: readonly number[];
  /** Beside a process that keeps one core busy: who computes on a core takes it from others, whatever it computes. */
  readonly burdened: readonly number[];
  readonly beside: readonly number[];
  /** Good answers to the load. */
  readonly answered: number;
}

/** What comes at random moments, and what is asked meanwhile without pause. */
export interface Beside {
  readonly sentences: Client;
  readonly asks: readonly Ask[];
  readonly rate: number;
  readonly seconds: number;
  readonly load: Client;
  readonly heavy: Ask;
  /** How many at a time. */
  readonly users: number;
}

/** Measures what sentences wait alone, beside a busy core, and beside a load of the same service. */
export async function measureBeside(options: Beside): Promise<Waits> {
  const { sentences, asks, rate, seconds, load, heavy, users } = options;
  const waits = async (): Promise<number[]> => {
    const latencies: number[] = [];
    await stream(sentences, inTurn(asks), { rate, seconds }, ({ latency }) => latencies.push(latency));
    await sentences.settle();
    return latencies;
  };
  await waits();
  const alone = await waits();
  const burner = spawn(process.execPath, ['-e', 'for (;;);']);
  const burdened = await waits();
  burner.kill('SIGKILL');
  let over = false;
  let answered = 0;
  const loaded = crowd(load, () => heavy, users, {
    isOver: () => over,
    heard: ({ status }) => status === 200 && answered++,
  });
  const beside = await waits();
  over = true;
  await loaded;
  return { alone, burdened, beside, answered };
}
