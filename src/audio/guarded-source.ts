import { BufferSource } from 'mediabunny';

/** What mediabunny calls for each read; not in its types, so a test of a file that would hang watches over the name. */
type Read = (this: BufferSource) => unknown;
const readOfBuffer = (BufferSource.prototype as unknown as { readonly _read: Read })._read;

/** Reads in a row that may begin at one place: a page of Ogg is read once for each of its 255 packets. */
const mostInPlace = 4096;

/**
 * Bytes that mediabunny reads, at most `mostReads` times and never for long at one place. Its search for the next element of Matroska
 * does not end when it meets the end of the file, and whatever loops over a file asks here.
 */
export class GuardedSource extends BufferSource {
  readonly #mostReads: number;
  #reads = 0;
  #place = -1;
  #inPlace = 0;

  constructor(bytes: Uint8Array, mostReads: number) {
    super(bytes);
    this.#mostReads = mostReads;
  }

  /** In place of the one of `BufferSource`. Throws an Error when there is no progress. */
  _read(start: number): unknown {
    this.#reads += 1;
    this.#inPlace = start === this.#place ? this.#inPlace + 1 : 0;
    this.#place = start;
    if (this.#inPlace > mostInPlace || this.#reads > this.#mostReads) {
      throw new Error(`reading ends nowhere, at byte ${start}`);
    }
    return readOfBuffer.call(this);
  }
}
