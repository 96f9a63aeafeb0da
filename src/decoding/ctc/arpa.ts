import { gunzipSync } from 'node:zlib';
import { NgramBuilder } from './ngram-builder.ts';
import type { NgramModel } from './ngram-model.ts';

/** No file of a model unpacks to more than this many bytes. */
const mostBytes = 2 ** 30;
/** No model that is in use has longer n-grams. */
const highestOrder = 10;
/** How the format writes the log10 of 0, unless it writes -inf. */
const log10Zero = -99;
const ln10 = Math.log(10);

/** A language model in the ARPA format that cannot be read; the message names the line. */
export class ArpaError extends Error {
  override readonly name = 'ArpaError';
}

/** Reads a model from the bytes of an ARPA file, gzip or not; throws an ArpaError. */
export function readArpa(bytes: Uint8Array): NgramModel {
  const reader = new ArpaReader();
  for (const line of linesOf(unpack(bytes))) reader.take(line);
  return reader.end();
}

function unpack(bytes: Uint8Array): Buffer {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer[0] !== 0x1f || buffer[1] !== 0x8b) return buffer;
  try {
    return gunzipSync(buffer, { maxOutputLength: mostBytes });
  } catch (error) {
    throw new ArpaError(`the gzip file cannot be unpacked: ${(error as Error).message}`);
  }
}

function* linesOf(buffer: Buffer): Generator<string> {
  for (let start = 0; start < buffer.length; ) {
    const found = buffer.indexOf(10, start);
    const end = found < 0 ? buffer.length : found;
    yield buffer.toString('utf8', start, end).trim();
    start = end + 1;
  }
}

/** Reads the format line by line: `\data\` with the counts, `\n-grams:` with the n-grams, `\end\`. */
class ArpaReader {
  readonly #counts: number[] = [];
  #builder: NgramBuilder | undefined;
  /** Order of the n-grams that are being read; 0 in the head, -1 before it, Infinity after the end. */
  #section = -1;
  #inSection = 0;
  #line = 0;

  take(line: string): void {
    this.#line += 1;
    if (line === '' || this.#section === Infinity) return;
    if (line.startsWith('\\')) this.#enter(line);
    else if (this.#section === 0) this.#count(line);
    else if (this.#section > 0) this.#ngram(line);
  }

  end(): NgramModel {
    if (this.#section !== Infinity || !this.#builder) throw this.#error('the file ends before \\end\\');
    return this.#builder.build();
  }

  #enter(line: string): void {
    this.#checkCount();
    this.#inSection = 0;
    const order = Number(/^\\(\d+)-grams:$/.exec(line)?.[1] ?? Number.NaN);
    if (line === '\\data\\' && this.#section === -1) this.#section = 0;
    else if (line === '\\end\\' && this.#section === this.#counts.length) this.#section = Infinity;
    else if (order === this.#section + 1 && order <= this.#counts.length) {
      this.#builder ??= new NgramBuilder(this.#counts.length);
      this.#section = order;
    } else if (this.#section >= 0) throw this.#error('this section is not expected here');
  }

  #checkCount(): void {
    const counted = this.#section > 0 ? this.#counts[this.#section - 1] : undefined;
    if (counted === undefined || counted === this.#inSection) return;
    throw this.#error(`${this.#inSection} n-grams of order ${this.#section}, and the head says ${counted}`);
  }

  #count(line: string): void {
    const [, order, count] = /^ngram\s+(\d+)\s*=\s*(\d+)$/.exec(line) ?? [];
    const isNext = Number(order) === this.#counts.length + 1 && Number(order) <= highestOrder;
    if (!isNext) throw this.#error(`"ngram ${this.#counts.length + 1}=<count>" is expected here`);
    this.#counts.push(Number(count));
  }

  #ngram(line: string): void {
    const fields = line.split(/[\t ]+/);
    const words = fields.slice(1, this.#section + 1);
    const logProb = fields[0] === '-inf' ? log10Zero : Number(fields[0]);
    const backoff = Number(fields[this.#section + 1] ?? 0);
    if (words.length < this.#section || fields.length > this.#section + 2) {
      throw this.#error(`a log-probability, ${this.#section} words and perhaps a back-off are expected here`);
    }
    if (!(logProb <= 0) || !Number.isFinite(backoff)) {
      throw this.#error('log-probabilities are numbers of at most 0, and back-offs are finite');
    }
    this.#inSection += 1;
    try {
      this.#builder!.add(words, logProb * ln10, backoff * ln10);
    } catch (error) {
      throw this.#error((error as Error).message);
    }
  }

  #error(message: string): ArpaError {
    return new ArpaError(`line ${this.#line}: ${message}`);
  }
}
