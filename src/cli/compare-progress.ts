import { MultiBar, type SingleBar } from 'cli-progress';
import { digits, percent } from '../report/format.ts';
import type { RunStep } from './compare-messages.ts';
import { type ProgressStream, shortTime } from './progress.ts';

/** Shows many trainings at once to a person; stop it at the end, however that comes. */
export interface RunsProgress {
  step(run: string, step: RunStep): void;
  measuring(run: string): void;
  /** A run has ended: `line` says how. */
  ended(run: string, line: string): void;
  stop(): void;
}

/** What is known of a run under way. */
interface Running {
  readonly share: number;
  readonly text: string;
}

const plainEvery = 30_000;

/**
 * Shows runs on `stream`: a line for each that ends, and between them a bar for each under way on a terminal;
 * elsewhere, or with CI set, a line every half a minute.
 */
export function runsProgress(stream: ProgressStream, total: number): RunsProgress {
  const runs = new Map<string, Running>();
  const clock = new RunsClock(total, runs);
  const interactive = stream.isTTY === true && !process.env.CI;
  const live = interactive ? liveBars(stream, runs, clock) : plainLines(stream, runs, clock);
  const show = (run: string, running: Running): void => {
    runs.set(run, running);
    clock.tick();
    live.show();
  };
  return {
    step: (run, { share, ...step }) => show(run, { share, text: stepText(step) }),
    measuring: (run) => show(run, { share: 1, text: 'measuring' }),
    ended(run, line) {
      runs.delete(run);
      clock.done += 1;
      live.clear();
      stream.write(`[${clock.done}/${total}] ${line}\n`);
    },
    stop: () => live.clear(),
  };
}

function stepText({ epoch, epochs, loss, bestF1 }: Omit<RunStep, 'kind' | 'share'>): string {
  const best = bestF1 === undefined ? '' : `  best F1 ${percent(bestF1)}`;
  return `epoch ${String(epoch).padStart(String(epochs).length)}/${epochs}  loss ${digits(loss)}${best}`;
}

/** How runs are shown between the lines of those that ended. */
interface Live {
  show(): void;
  clear(): void;
}

function liveBars(stream: ProgressStream, runs: ReadonlyMap<string, Running>, clock: RunsClock): Live {
  let bars: MultiBar | undefined;
  let lines: SingleBar[] = [];
  const clear = (): void => {
    bars?.stop();
    bars = undefined;
    lines = [];
  };
  return {
    show() {
      if (bars && lines.length !== runs.size + 1) clear();
      bars ??= newBars(stream);
      const width = Math.max(...[...runs.keys()].map((run) => run.length));
      const rows = [...runs].map(([run, { share, text }]) => ({ name: run.padEnd(width), share, text }));
      rows.push({ name: 'all'.padEnd(width), share: clock.share(), text: clock.left() });
      for (const [index, { name, share, text }] of rows.entries()) {
        const line = lines[index];
        if (line) line.update(share, { name, text });
        else lines.push(bars.create(1, share, { name, text }));
      }
    },
    clear,
  };
}

function newBars(stream: ProgressStream): MultiBar {
  return new MultiBar({
    stream,
    format: '{name} {bar} {percentage} %  {text}',
    barsize: 10,
    barCompleteChar: '━',
    barIncompleteChar: '─',
    clearOnComplete: true,
    hideCursor: true,
    gracefulExit: false,
  });
}

function plainLines(stream: ProgressStream, runs: ReadonlyMap<string, Running>, clock: RunsClock): Live {
  let printed = performance.now();
  return {
    show() {
      if (performance.now() - printed < plainEvery) return;
      printed = performance.now();
      const each = [...runs].map(([run, { share, text }]) => `${run} ${Math.floor(100 * share)} % (${text})`);
      stream.write(`${[...each, clock.left()].filter(Boolean).join(', ')}\n`);
    },
    clear() {},
  };
}

/** Tells from the time so far how long the rest may take; a run that ends early makes it shorter. */
class RunsClock {
  /** Runs that have ended. */
  done = 0;
  readonly #total: number;
  readonly #runs: ReadonlyMap<string, Running>;
  #start: { readonly time: number; readonly share: number } | undefined;

  constructor(total: number, runs: ReadonlyMap<string, Running>) {
    this.#total = total;
    this.#runs = runs;
  }

  /** Of all runs, as a fraction of 1. */
  share(): number {
    const parts = [...this.#runs.values()].reduce((sum, { share }) => sum + share, 0);
    return (this.done + parts) / this.#total;
  }

  tick(): void {
    this.#start ??= { time: performance.now(), share: this.share() };
  }

  left(): string {
    const gained = this.share() - (this.#start?.share ?? 0);
    if (gained <= 0) return '';
    const seconds = (performance.now() - this.#start!.time) / 1000;
    return `about ${shortTime((seconds / gained) * (1 - this.share()))} left`;
  }
}
