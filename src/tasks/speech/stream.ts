import { heardRate } from '../../audio/read-audio.ts';
import type { SpokenWord, Transcript } from './transcript.ts';

/** What is told while someone speaks; times are seconds from the beginning of the stream. */
export type StreamEvent =
  | { readonly type: 'partial'; readonly text: string; readonly words: readonly SpokenWord[] }
  /** These words stay. */
  | { readonly type: 'final'; readonly text: string; readonly words: readonly SpokenWord[] }
  | { readonly type: 'end'; readonly duration: number };

/** How a stream is listened to. */
export interface StreamOptions {
  /** Writes down a window of samples. */
  readonly hear: (samples: Int16Array) => Promise<Transcript>;
  readonly tell: (event: StreamEvent) => void;
  /** Called once, instead of `end`, if a window cannot be heard. */
  readonly fail: (error: unknown) => void;
}

/** Seconds of new sound that are worth listening again. */
const step = 1;
/** Seconds of a window from which on its first words are settled, and how much must follow a word for that. */
const settleFrom = 8;
const lookAhead = 2;
/** Seconds that stay in front of the first word of the next window. */
const lead = 0.2;

/**
 * Listens to a stream with a network that reads in both directions: the window since the last settled word is heard again whenever
 * a second has come, so each second is heard up to eight times, and words are final 2 to 8 seconds after they were said.
 */
export class SpeechStream {
  readonly #options: StreamOptions;
  #waiting: Int16Array[] = [];
  #window = new Int16Array(0);
  /** Seconds from the beginning of the stream to that of the window. */
  #base = 0;
  #fresh = 0;
  #busy = false;
  #ended = false;
  #over = false;

  constructor(options: StreamOptions) {
    this.#options = options;
  }

  /** Seconds of sound that came and were not yet heard. */
  get behind(): number {
    return this.#fresh / heardRate;
  }

  /** Takes the next samples: 16 kHz, mono. */
  push(samples: Int16Array): void {
    if (this.#ended || this.#over || samples.length === 0) return;
    this.#waiting.push(samples);
    this.#fresh += samples.length;
    this.#listen();
  }

  /** Nothing follows: what is left becomes final. */
  end(): void {
    this.#ended = true;
    this.#listen();
  }

  /** Nobody waits any more. */
  stop(): void {
    this.#over = true;
    this.#waiting = [];
  }

  #listen(): void {
    if (this.#busy || this.#over || (!this.#ended && this.#fresh < step * heardRate)) return;
    this.#busy = true;
    this.#hearWindow().then(
      (goesOn) => {
        this.#busy = false;
        if (goesOn) this.#listen();
      },
      (error) => {
        if (!this.#over) this.#options.fail(error);
        this.#over = true;
      },
    );
  }

  /** Hears the window with what has come; gives false after the last. */
  async #hearWindow(): Promise<boolean> {
    const last = this.#ended;
    this.#window = joined([this.#window, ...this.#waiting]);
    this.#waiting = [];
    this.#fresh = 0;
    const heard = this.#window.length > 0 ? (await this.#options.hear(this.#window)).words : [];
    if (this.#over) return false;
    const words = heard.map((word) => ({
      ...word,
      start: milliseconds(word.start + this.#base),
      end: milliseconds(word.end + this.#base),
    }));
    if (last) this.#finish(words);
    else this.#settle(words);
    return !last;
  }

  #finish(words: readonly SpokenWord[]): void {
    if (words.length > 0) this.#tell('final', words);
    const duration = milliseconds(this.#base + this.#window.length / heardRate);
    this.#options.tell({ type: 'end', duration });
    this.#over = true;
  }

  #settle(words: readonly SpokenWord[]): void {
    const now = this.#base + this.#window.length / heardRate;
    if (now - this.#base < settleFrom) {
      this.#tell('partial', words);
      return;
    }
    // The last word may go on beyond what has come.
    const settled = words.filter(({ end }, i) => end <= now - lookAhead && i < words.length - 1);
    const open = words.slice(settled.length);
    if (settled.length > 0) this.#tell('final', settled);
    this.#tell('partial', open);
    const from = settled.at(-1)?.end ?? this.#base;
    const next = Math.max(from, Math.min(open[0]?.start ?? now, now - lookAhead) - lead);
    this.#dropUntil(Math.max(next, now - 2 * settleFrom));
  }

  #dropUntil(time: number): void {
    const samples = Math.round((time - this.#base) * heardRate);
    this.#window = this.#window.slice(samples);
    this.#base += samples / heardRate;
  }

  #tell(type: 'partial' | 'final', words: readonly SpokenWord[]): void {
    this.#options.tell({ type, text: words.map(({ word }) => word).join(' '), words });
  }
}

function joined(pieces: readonly Int16Array[]): Int16Array<ArrayBuffer> {
  const all = new Int16Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}

function milliseconds(seconds: number): number {
  return Math.round(seconds * 1000) / 1000;
}
