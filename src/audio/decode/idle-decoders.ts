/** A decoder that can be used again; making one costs milliseconds. */
export interface Decoder {
  readonly ready: Promise<void>;
}

/** Decoders that nobody uses at the moment. One that failed is not given back, and so never used again. */
export class IdleDecoders<D extends Decoder> {
  readonly #make: () => D;
  readonly #idle: D[] = [];

  constructor(make: () => D) {
    this.#make = make;
  }

  async take(): Promise<D> {
    const decoder = this.#idle.pop() ?? this.#make();
    await decoder.ready;
    return decoder;
  }

  giveBack(decoder: D): void {
    this.#idle.push(decoder);
  }
}
