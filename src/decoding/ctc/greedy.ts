import { Alphabet, type CtcAlphabet } from './alphabet.ts';
import { type AlignedSymbol, type CtcHypothesis, hypothesisOf } from './hypothesis.ts';
import { type CtcMatrix, checkShape, readFrame } from './matrix.ts';

/** How a path of one symbol a frame becomes a text. */
type Method = 'greedy' | 'naive';

/**
 * Reads matrices by their best path: the likeliest symbol of each frame, repetitions merged, blanks dropped (Graves et
 * al. 2006). Of equally likely symbols the first counts. `acoustic` is the log-probability of that one path. The
 * method `naive` has no blank: its frames count for nothing, so that what a blank parts is merged as well.
 */
export class GreedyDecoder {
  readonly #alphabet: Alphabet;
  readonly #method: Method;
  readonly #row: Float64Array;
  #aligned: AlignedSymbol[] = [];
  #frames = 0;
  #last = -1;
  #acoustic = 0;

  constructor(alphabet: CtcAlphabet, method: Method = 'greedy') {
    this.#alphabet = new Alphabet(alphabet);
    this.#method = method;
    this.#row = new Float64Array(this.#alphabet.size);
  }

  /** Forgets all frames. */
  begin(): void {
    this.#aligned = [];
    this.#frames = 0;
    this.#last = -1;
    this.#acoustic = 0;
  }

  /** Takes the next frames, `[frames, symbols]`. */
  step(matrix: CtcMatrix): void {
    checkShape(matrix, this.#alphabet.size);
    for (let t = 0; t < matrix.frames; t++) {
      readFrame(matrix, t, this.#row);
      this.#take(bestOf(this.#row));
    }
  }

  /** What was read of the frames so far. */
  end(): CtcHypothesis {
    const parts = { acoustic: this.#acoustic, languageModel: 0, hotwords: 0 };
    return hypothesisOf(this.#alphabet, this.#aligned, parts);
  }

  /** Reads a whole matrix: `begin`, `step` and `end`. */
  decode(matrix: CtcMatrix): CtcHypothesis {
    this.begin();
    this.step(matrix);
    return this.end();
  }

  #take(symbol: number): void {
    const peak = this.#row[symbol]!;
    const t = this.#frames++;
    this.#acoustic += peak;
    if (symbol === this.#alphabet.blank) {
      if (this.#method === 'greedy') this.#last = -1;
    } else if (symbol === this.#last) {
      const { start, peak: before } = this.#aligned.pop()!;
      this.#aligned.push({ symbol, start, end: t + 1, peak: Math.max(before, peak) });
    } else {
      this.#aligned.push({ symbol, start: t, end: t + 1, peak });
      this.#last = symbol;
    }
  }
}

function bestOf(row: Float64Array): number {
  let best = 0;
  for (let s = 1; s < row.length; s++) if (row[s]! > row[best]!) best = s;
  return best;
}

/** Reads a matrix by its best path. Throws a CtcError for an alphabet or matrix that cannot be read. */
export function decodeGreedy(matrix: CtcMatrix, alphabet: CtcAlphabet): CtcHypothesis {
  return new GreedyDecoder(alphabet).decode(matrix);
}

/** Reads a matrix as if there were no blank, for comparison: 好棒棒 becomes 好棒. */
export function decodeNaive(matrix: CtcMatrix, alphabet: CtcAlphabet): CtcHypothesis {
  return new GreedyDecoder(alphabet, 'naive').decode(matrix);
}
