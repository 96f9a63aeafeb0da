import { SingleBar } from 'cli-progress';
import { count, digits, duration, endPhrase, percent } from '../report/format.ts';
import type { EpochRecord } from '../training/history.ts';
import type { TrainingEvent } from '../training/loop.ts';
import type { TrainingSettings } from '../training/settings.ts';
import { colorsFor } from './colors.ts';

/** Shows a training to a person: give it every event, and stop it at the end, however that comes. */
export interface TrainingProgress {
  event(event: TrainingEvent): void;
  stop(): void;
}

/** Where progress is written. */
export type ProgressStream = NodeJS.WritableStream & { readonly isTTY?: boolean };

type Step = TrainingEvent & { kind: 'step' };
type Ended = TrainingEvent & { kind: 'epoch' | 'end' };

const plainEvery = 30_000;
const format = 'epoch {epoch} {bar} {percentage} %  loss {loss}{best}  {rate}{left}';

/**
 * Shows a training on `stream`: one line an epoch, and between them a bar on a terminal; elsewhere, or with CI set,
 * a line every half a minute. `score` names what dev is scored by.
 */
export function trainingProgress(
  stream: ProgressStream,
  settings: TrainingSettings,
  score = 'F1',
): TrainingProgress {
  const clock = new Clock(settings.epochs);
  const interactive = stream.isTTY === true && !process.env.CI;
  const live = interactive
    ? liveBar(stream, settings, { clock, score })
    : plainLines(stream, settings, clock);
  const print = (line: string) => {
    live.clear();
    stream.write(`${line}\n`);
  };
  const colors = colorsFor(stream);
  return {
    event(event) {
      if (event.kind === 'step') {
        clock.tick(event);
        live.step(event);
        return;
      }
      live.best(event);
      if (event.kind === 'end') return print(colors.bold(endLine(event, settings, score)));
      const line = epochLine(event.record, settings.epochs, score);
      print(event.record.best ? `${line}  ${colors.green('best')}` : line);
    },
    stop: () => live.clear(),
  };
}

/** How a training is shown between the lines for epochs. */
interface Live {
  step(step: Step): void;
  best(ended: Ended): void;
  clear(): void;
}

function liveBar(
  stream: ProgressStream,
  { epochs }: TrainingSettings,
  { clock, score }: { readonly clock: Clock; readonly score: string },
): Live {
  let bar: SingleBar | undefined;
  let best = '';
  return {
    step({ epoch, batch, batches, loss, sentencesPerSecond }) {
      const payload = {
        epoch: epochOf(epoch, epochs),
        loss: digits(loss),
        best,
        rate: batch === batches ? 'scoring dev' : `${count(sentencesPerSecond)}/s`,
        left: clock.left(),
      };
      if (bar) return bar.update(batch, payload);
      bar = new SingleBar({
        stream,
        format,
        barsize: 10,
        barCompleteChar: '━',
        barIncompleteChar: '─',
        clearOnComplete: true,
        hideCursor: true,
        gracefulExit: false,
      });
      bar.start(batches, batch, payload);
    },
    best({ checkpoint: { position } }) {
      best = position.bestEpoch < 0 ? '' : `  best ${score} ${percent(position.bestScore)}`;
    },
    clear() {
      bar?.stop();
      bar = undefined;
    },
  };
}

function plainLines(stream: ProgressStream, { epochs }: TrainingSettings, clock: Clock): Live {
  let printed = performance.now();
  return {
    step({ epoch, batch, batches, loss, sentencesPerSecond }) {
      if (performance.now() - printed < plainEvery) return;
      const done = `${Math.floor((100 * batch) / batches)} %`;
      const rate = `${count(sentencesPerSecond)} sentences/s`;
      stream.write(
        `epoch ${epochOf(epoch, epochs)}  ${done}  loss ${digits(loss)}  ${rate}${clock.left()}\n`,
      );
      printed = performance.now();
    },
    best() {
      printed = performance.now();
    },
    clear() {},
  };
}

/** Tells from the time since the first step, scoring included, how long the rest may take. */
class Clock {
  readonly #epochs: number;
  #start: { readonly time: number; readonly share: number } | undefined;
  #share = 0;

  constructor(epochs: number) {
    this.#epochs = epochs;
  }

  tick({ epoch, batch, batches }: Step): void {
    this.#share = (epoch + batch / batches) / this.#epochs;
    this.#start ??= { time: performance.now(), share: this.#share };
  }

  left(): string {
    const done = this.#share - (this.#start?.share ?? 0);
    if (done <= 0) return '';
    const seconds = (performance.now() - this.#start!.time) / 1000;
    return `  ${shortTime((seconds / done) * (1 - this.#share))} left`;
  }
}

/** `8s`, `3m20s`, `2h05m`: short, for one line holds much. */
export function shortTime(seconds: number): string {
  const [high, low, units] = seconds < 3600 ? [60, 1, 'ms'] : [3600, 60, 'hm'];
  const whole = Math.round(seconds / low);
  if (seconds < 60) return `${whole}s`;
  const rest = whole % (high / low);
  return `${Math.floor((whole * low) / high)}${units[0]}${String(rest).padStart(2, '0')}${units[1]}`;
}

function epochOf(epoch: number, epochs: number): string {
  return `${String(epoch + 1).padStart(String(epochs).length)}/${epochs}`;
}

function epochLine(record: EpochRecord, epochs: number, score: string): string {
  const { epoch, loss, devScore, seconds, sentencesPerSecond } = record;
  const speed = `${count(sentencesPerSecond)} sentences/s  ${duration(seconds)}`;
  return `epoch ${epochOf(epoch, epochs)}  loss ${digits(loss)}  dev ${score} ${percent(devScore)}  ${speed}`;
}

function endLine(event: TrainingEvent & { kind: 'end' }, settings: TrainingSettings, score: string): string {
  const { bestEpoch, bestScore } = event.checkpoint.position;
  const best = bestEpoch < 0 ? '' : `; best dev ${score} ${percent(bestScore)} after epoch ${bestEpoch + 1}`;
  return `Training ended: ${endPhrase(event.reason, settings)}${best}`;
}
