import type { Alphabet } from './alphabet.ts';
import { Beam } from './beam.ts';
import { Candidates } from './candidates.ts';
import type { Knowledge } from './knowledge.ts';
import { logAdd } from './log-add.ts';
import type { SearchOptions } from './options.ts';
import { PrefixTree } from './prefix-tree.ts';
import { Runs } from './runs.ts';

/** Nodes or runs from which on those that nothing needs are dropped, unless most are needed. */
const firstSweep = 16_384;

/**
 * Prefix beam search (Hannun et al. 2014; Graves & Jaitly 2014), one frame at a time: the probability of a labelling
 * is summed over all its alignments that stay in the beam, and beside it goes the likeliest of them.
 */
export class PrefixSearch {
  readonly tree = new PrefixTree();
  readonly runs = new Runs();
  beam: Beam;
  frames = 0;
  #next: Beam;
  readonly #alphabet: Alphabet;
  readonly #knowledge: Knowledge;
  readonly #options: SearchOptions;
  readonly #candidates: Candidates;
  /** Symbols that may be added in this frame, in their order. */
  readonly #likely: Int32Array;
  /** Which slot's children have the symbol last: those are no new labellings. */
  readonly #taken: Float64Array;
  #takenStamp = 0;
  /** Of each slot: that of its parent or -1, the run that its last symbol closes in this frame or -1. */
  readonly #parentSlot: Int32Array;
  readonly #closed: Int32Array;
  readonly #firstChild: Int32Array;
  readonly #sibling: Int32Array;
  readonly #stayBlank: Float64Array;
  readonly #staySymbol: Float64Array;
  readonly #fromSlot: Int32Array;
  readonly #fromSymbol: Int32Array;
  /** Slot of each node in the beam, else -1. */
  #slotOf = new Int32Array(0);
  readonly #leastSweep: number;
  #sweepAt: number;

  constructor(alphabet: Alphabet, knowledge: Knowledge, options: SearchOptions, sweepAt = firstSweep) {
    const { beamWidth } = options;
    const slots = (): Int32Array => new Int32Array(beamWidth);
    this.#alphabet = alphabet;
    this.#knowledge = knowledge;
    this.#options = options;
    this.#leastSweep = sweepAt;
    this.#sweepAt = sweepAt;
    this.beam = new Beam(beamWidth);
    this.#next = new Beam(beamWidth);
    this.#candidates = new Candidates(beamWidth, options.beamThreshold);
    this.#likely = new Int32Array(alphabet.size);
    this.#taken = new Float64Array(alphabet.size);
    this.#parentSlot = slots();
    this.#closed = slots();
    this.#firstChild = slots();
    this.#sibling = slots();
    this.#fromSlot = slots();
    this.#fromSymbol = slots();
    this.#stayBlank = new Float64Array(beamWidth);
    this.#staySymbol = new Float64Array(beamWidth);
  }

  /** Before the first frame: only the empty labelling. */
  begin(): void {
    this.tree.begin();
    this.runs.begin();
    this.#knowledge.begin();
    this.beam.begin();
    this.frames = 0;
    this.#sweepAt = this.#leastSweep;
  }

  /** Takes one frame of finite log-probabilities. */
  step(row: Float64Array): void {
    this.#candidates.clear();
    this.#linkSlots();
    this.#stay(row);
    const likely = this.#findLikely(row);
    for (let slot = 0; slot < this.beam.count; slot++) this.#extend(slot, row, likely);
    const kept = this.#takeBest();
    for (let slot = 0; slot < kept; slot++) this.#settle(slot, row);
    this.#next.count = kept;
    [this.beam, this.#next] = [this.#next, this.beam];
    this.frames += 1;
    if (Math.max(this.tree.count, this.runs.count) > this.#sweepAt) this.#sweep();
  }

  /** The run that the last symbol of a slot closes if its likeliest alignment ends here. */
  lastRun(slot: number): number {
    const { beam } = this;
    if (beam.bestBlank[slot]! >= beam.bestSymbol[slot]!) return beam.blankRun[slot]!;
    return this.runs.add(beam.runBefore[slot]!, beam.start[slot]!, this.frames, beam.peak[slot]!);
  }

  /** Finds of every slot its parent's and its children's. */
  #linkSlots(): void {
    const { tree, beam } = this;
    if (this.#slotOf.length < tree.capacity) this.#slotOf = new Int32Array(tree.capacity).fill(-1);
    for (let slot = 0; slot < beam.count; slot++) {
      this.#slotOf[beam.node[slot]!] = slot;
      this.#firstChild[slot] = -1;
      this.#closed[slot] = -1;
    }
    for (let slot = 0; slot < beam.count; slot++) {
      const parent = tree.parent[beam.node[slot]!]!;
      const above = parent < 0 ? -1 : this.#slotOf[parent]!;
      this.#parentSlot[slot] = above;
      if (above < 0) continue;
      this.#sibling[slot] = this.#firstChild[above]!;
      this.#firstChild[above] = slot;
    }
    for (let slot = 0; slot < beam.count; slot++) this.#slotOf[beam.node[slot]!] = -1;
  }

  /** Labellings of the beam that stay what they are: by a blank, their last symbol again, or by being reached anew. */
  #stay(row: Float64Array): void {
    const { tree, beam } = this;
    const blank = row[this.#alphabet.blank]!;
    for (let slot = 0; slot < beam.count; slot++) {
      const node = beam.node[slot]!;
      const last = tree.symbol[node]!;
      const byBlank = beam.total[slot]! + blank;
      let bySymbol = -Infinity;
      if (last >= 0) {
        bySymbol = beam.symbol[slot]! + row[last]!;
        const above = this.#parentSlot[slot]!;
        if (above >= 0) bySymbol = logAdd(bySymbol, this.#reach(above, last) + row[last]!);
      }
      this.#stayBlank[slot] = byBlank;
      this.#staySymbol[slot] = bySymbol;
      this.#candidates.offer(logAdd(byBlank, bySymbol) + this.#knowledge.scoreOf(node), slot, -1);
    }
  }

  /** Log-probability of a slot's alignments that another symbol can follow: the same one only after a blank. */
  #reach(slot: number, symbol: number): number {
    const { tree, beam } = this;
    return tree.symbol[beam.node[slot]!] === symbol ? beam.blank[slot]! : beam.total[slot]!;
  }

  /** How many symbols may be added in this frame; lists them. */
  #findLikely(row: Float64Array): number {
    const { blank } = this.#alphabet;
    let best = blank === 0 ? 1 : 0;
    for (let s = 0; s < row.length; s++) if (s !== blank && row[s]! > row[best]!) best = s;
    let count = 0;
    for (let s = 0; s < row.length; s++) {
      if (s === blank || (row[s]! < this.#options.tokenMinLogProb && s !== best)) continue;
      this.#likely[count++] = s;
    }
    return count;
  }

  /** Labellings with one symbol more than that of a slot. */
  #extend(slot: number, row: Float64Array, likely: number): void {
    const { beam } = this;
    const { ends } = this.#alphabet;
    const candidates = this.#candidates;
    const knowledge = this.#knowledge;
    const node = beam.node[slot]!;
    const insideCeiling = knowledge.ceilingOf(node, false);
    const endCeiling = knowledge.ceilingOf(node, true);
    const stamp = this.#stampChildren(slot);
    const last = this.tree.symbol[node]!;
    for (let place = 0; place < likely; place++) {
      const symbol = this.#likely[place]!;
      const acoustic = (symbol === last ? beam.blank[slot]! : beam.total[slot]!) + row[symbol]!;
      const ceiling = ends[symbol] ? endCeiling : insideCeiling;
      if (!(acoustic + ceiling > candidates.bar) || this.#taken[symbol] === stamp) continue;
      candidates.offer(acoustic + knowledge.preview(node, symbol), slot, symbol);
    }
  }

  /** Marks the symbols that lead from a slot to others of the beam. */
  #stampChildren(slot: number): number {
    const stamp = ++this.#takenStamp;
    for (let child = this.#firstChild[slot]!; child >= 0; child = this.#sibling[child]!) {
      this.#taken[this.tree.symbol[this.beam.node[child]!]!] = stamp;
    }
    return stamp;
  }

  /** Lists where the candidates come from, best first, without those too far below the best; gives how many. */
  #takeBest(): number {
    const candidates = this.#candidates;
    const { count } = candidates;
    const scores = this.#next.total;
    for (let place = count - 1; place >= 0; place--) {
      scores[place] = candidates.popWorst(this.#fromSlot, this.#fromSymbol, place);
    }
    const least = scores[0]! - this.#options.beamThreshold;
    let kept = 1;
    while (kept < count && scores[kept]! > least) kept++;
    return kept;
  }

  /** Fills slot `to` of the next beam. */
  #settle(to: number, row: Float64Array): void {
    const from = this.#fromSlot[to]!;
    const added = this.#fromSymbol[to]!;
    if (added < 0) this.#settleStay(to, from, row);
    else this.#settleExtended(to, from, added, row);
  }

  #settleStay(to: number, from: number, row: Float64Array): void {
    const { beam } = this;
    const next = this.#next;
    const node = beam.node[from]!;
    next.node[to] = node;
    next.setScores(to, this.#stayBlank[from]!, this.#staySymbol[from]!);
    const wasBlank = beam.bestBlank[from]! >= beam.bestSymbol[from]!;
    next.bestBlank[to] = Math.max(beam.bestBlank[from]!, beam.bestSymbol[from]!) + row[this.#alphabet.blank]!;
    next.blankRun[to] = wasBlank ? beam.blankRun[from]! : this.#closeRun(from);
    const last = this.tree.symbol[node]!;
    const above = this.#parentSlot[from]!;
    const stay = last < 0 ? -Infinity : beam.bestSymbol[from]! + row[last]!;
    if (above >= 0 && this.#bestBefore(above, last) + row[last]! > stay) {
      this.#startRun(to, above, last, row);
    } else {
      const peak = last < 0 ? -Infinity : Math.max(beam.peak[from]!, row[last]!);
      next.setRun(to, stay, beam.runBefore[from]!, beam.start[from]!, peak);
    }
  }

  #settleExtended(to: number, from: number, symbol: number, row: Float64Array): void {
    const next = this.#next;
    const parent = this.beam.node[from]!;
    const node = this.tree.child(parent, symbol);
    this.#knowledge.enter(parent, symbol, node);
    next.node[to] = node;
    next.setScores(to, -Infinity, this.#reach(from, symbol) + row[symbol]!);
    next.bestBlank[to] = -Infinity;
    next.blankRun[to] = -1;
    this.#startRun(to, from, symbol, row);
  }

  /** Score of the likeliest alignment of a slot that `symbol` can follow. */
  #bestBefore(slot: number, symbol: number): number {
    const { tree, beam } = this;
    const isSame = tree.symbol[beam.node[slot]!] === symbol;
    return isSame ? beam.bestBlank[slot]! : Math.max(beam.bestBlank[slot]!, beam.bestSymbol[slot]!);
  }

  /** Begins a run of `symbol` in this frame, after the likeliest alignment of slot `from` that it can follow. */
  #startRun(to: number, from: number, symbol: number, row: Float64Array): void {
    const { beam } = this;
    const best = this.#bestBefore(from, symbol);
    const before = best === beam.bestBlank[from] ? beam.blankRun[from]! : this.#closeRun(from);
    this.#next.setRun(to, best + row[symbol]!, before, this.frames, row[symbol]!);
  }

  /** The run of a slot's last symbol up to this frame; made once. */
  #closeRun(slot: number): number {
    if (this.#closed[slot]! < 0) {
      const { beam } = this;
      this.#closed[slot] = this.runs.add(
        beam.runBefore[slot]!,
        beam.start[slot]!,
        this.frames,
        beam.peak[slot]!,
      );
    }
    return this.#closed[slot]!;
  }

  /** Drops nodes and runs that the beam does not need. */
  #sweep(): void {
    const { beam, tree, runs } = this;
    const slots = Array.from({ length: beam.count }, (_, slot) => slot);
    const nodes = tree.compact(slots.map((slot) => beam.node[slot]!));
    this.#knowledge.rename(nodes);
    const kept = runs.compact(slots.flatMap((slot) => [beam.blankRun[slot]!, beam.runBefore[slot]!]));
    for (const slot of slots) {
      beam.node[slot] = nodes[beam.node[slot]!]!;
      for (const list of [beam.blankRun, beam.runBefore])
        if (list[slot]! >= 0) list[slot] = kept[list[slot]!]!;
    }
    this.#sweepAt = Math.max(this.#leastSweep, 2 * Math.max(tree.count, runs.count));
  }
}
