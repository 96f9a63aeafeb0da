import { logAdd } from './log-add.ts';

/** The labellings that the search keeps at a frame, best first, each field a column. */
export class Beam {
  count = 0;
  /** Node of the prefix tree. */
  readonly node: Int32Array;
  /** Log-probability of the kept alignments that end in a blank, in the last symbol, and of both. */
  readonly blank: Float64Array;
  readonly symbol: Float64Array;
  readonly total: Float64Array;
  /** Log-probability of the likeliest alignment that ends in a blank, and the run of its last symbol. */
  readonly bestBlank: Float64Array;
  readonly blankRun: Int32Array;
  /** The same that ends in the last symbol: the run before, where the last one started, and the peak it reached. */
  readonly bestSymbol: Float64Array;
  readonly runBefore: Int32Array;
  readonly start: Int32Array;
  readonly peak: Float64Array;

  constructor(width: number) {
    this.node = new Int32Array(width);
    this.blank = new Float64Array(width);
    this.symbol = new Float64Array(width);
    this.total = new Float64Array(width);
    this.bestBlank = new Float64Array(width);
    this.blankRun = new Int32Array(width);
    this.bestSymbol = new Float64Array(width);
    this.runBefore = new Int32Array(width);
    this.start = new Int32Array(width);
    this.peak = new Float64Array(width);
  }

  /** Only the empty labelling, before the first frame. */
  begin(): void {
    this.count = 1;
    this.node[0] = 0;
    this.setScores(0, 0, -Infinity);
    this.bestBlank[0] = 0;
    this.blankRun[0] = -1;
    this.setRun(0, -Infinity, -1, 0, -Infinity);
  }

  setScores(slot: number, blank: number, symbol: number): void {
    this.blank[slot] = blank;
    this.symbol[slot] = symbol;
    this.total[slot] = logAdd(blank, symbol);
  }

  setRun(slot: number, score: number, before: number, start: number, peak: number): void {
    this.bestSymbol[slot] = score;
    this.runBefore[slot] = before;
    this.start[slot] = start;
    this.peak[slot] = peak;
  }
}
