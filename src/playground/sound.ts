import { peaksOf } from './lattice.ts';

/** Samples in a second, as the models hear it. */
const rate = 16_000;

/** One for all recordings, from the first click on: before that browsers let no page be heard. */
let loudspeaker: AudioContext | undefined;

/** A recording as the browser itself hears it. */
export class Sound {
  readonly #buffer: AudioBuffer;
  #playing: AudioBufferSourceNode | undefined;

  constructor(buffer: AudioBuffer) {
    this.#buffer = buffer;
  }

  /** Undefined where the browser makes nothing of the file. */
  static async of(recording: Blob): Promise<Sound | undefined> {
    try {
      const context = new OfflineAudioContext(1, 1, rate);
      return new Sound(await context.decodeAudioData(await recording.arrayBuffer()));
    } catch {
      return undefined;
    }
  }

  /** The loudest sample of each step of `seconds`, from 0 to 1. */
  peaks(seconds: number): number[] {
    return peaksOf(this.#buffer.getChannelData(0), seconds * rate);
  }

  /** Plays a part of it, in place of one that still plays. */
  play(start: number, end: number): void {
    this.stop();
    loudspeaker ??= new AudioContext();
    this.#playing = new AudioBufferSourceNode(loudspeaker, { buffer: this.#buffer });
    this.#playing.connect(loudspeaker.destination);
    this.#playing.start(0, start, Math.max(0.05, end - start));
  }

  stop(): void {
    this.#playing?.stop();
  }
}
