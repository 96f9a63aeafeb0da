import { grown, keepReachable, moveKept } from './compact.ts';

/**
 * Every labelling that the search has kept, as a tree: a node is a labelling, its parent the same without the last
 * symbol. A labelling has one node only, else the probabilities of its alignments would never be added up.
 */
export class PrefixTree {
  parent = new Int32Array(1024);
  symbol = new Int32Array(1024);
  #firstChild = new Int32Array(1024);
  #sibling = new Int32Array(1024);
  count = 0;

  /** Only the empty labelling, node 0, is left. */
  begin(): void {
    this.count = 0;
    this.#add(-1, -1);
  }

  /** How many nodes there is room for. */
  get capacity(): number {
    return this.parent.length;
  }

  /** The node of `parent` with one symbol more, made if there is none. */
  child(parent: number, symbol: number): number {
    for (let at = this.#firstChild[parent]!; at >= 0; at = this.#sibling[at]!) {
      if (this.symbol[at] === symbol) return at;
    }
    const node = this.#add(parent, symbol);
    this.#sibling[node] = this.#firstChild[parent]!;
    this.#firstChild[parent] = node;
    return node;
  }

  /** The symbols of a node's labelling, last first. */
  *backwards(node: number): Generator<number> {
    for (let at = node; at > 0; at = this.parent[at]!) yield this.symbol[at]!;
  }

  /** Drops nodes that no node of `used` descends from; gives the new number of each, or -1. */
  compact(used: Iterable<number>): Int32Array {
    const { renamed, kept } = keepReachable(this.parent, this.count, used);
    // The empty labelling stays, whatever the beam holds.
    for (const list of [this.parent, this.symbol]) moveKept(list, renamed);
    this.count = kept;
    this.#firstChild.fill(-1, 0, kept);
    for (let node = 0; node < kept; node++) {
      const parent = this.parent[node]!;
      if (parent < 0) continue;
      const moved = renamed[parent]!;
      this.parent[node] = moved;
      this.#sibling[node] = this.#firstChild[moved]!;
      this.#firstChild[moved] = node;
    }
    return renamed;
  }

  #add(parent: number, symbol: number): number {
    if (this.count === this.capacity) this.#grow();
    const node = this.count++;
    this.parent[node] = parent;
    this.symbol[node] = symbol;
    this.#firstChild[node] = -1;
    this.#sibling[node] = -1;
    return node;
  }

  #grow(): void {
    const capacity = this.capacity * 2;
    this.parent = grown(this.parent, capacity);
    this.symbol = grown(this.symbol, capacity);
    this.#firstChild = grown(this.#firstChild, capacity);
    this.#sibling = grown(this.#sibling, capacity);
  }
}
