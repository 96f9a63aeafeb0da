/** A decoder that can be used again and again; making one costs milliseconds. */
export interface Decoder {
  readonly ready: Promise<void>;
}

/** Lends decoders, each to one user at a time, and makes one when all are in use. */
export class IdleDecoders<D extends Decoder> {
  readonly #make: () => D;
  readonly #idle: D[] = [];

  constructor(make: () => D) {
    this.#make = make;
  }

  /** Runs `use`; a decoder at which it fails is not used again. */
  async lend<Result>(use: (decoder: D) => Promise<Result>): Promise<Result> {
    const decoder = this.#idle.pop() ?? this.#make();
    await decoder.ready;
    const result = await use(decoder);
    this.#idle.push(decoder);
    return result;
  }
}
