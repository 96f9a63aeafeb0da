import { Alphabet, type CtcAlphabet } from './alphabet.ts';
import { type CtcBeamOptions, knowledgeOf } from './beam-options.ts';
import { type CtcHypothesis, hypothesisOf } from './hypothesis.ts';
import type { Knowledge } from './knowledge.ts';
import { type CtcMatrix, checkShape, readFrame } from './matrix.ts';
import { type SearchOptions, searchOptions } from './options.ts';
import { PrefixSearch } from './search.ts';

/**
 * Reads matrices by prefix beam search. `acoustic` of a hypothesis is the log of its total probability over the
 * alignments that stayed in the beam; `score` adds what language model and hotwords say of the text. Its tokens lie where the
 * likeliest of these alignments has them. Of labellings with
 * equal scores the one found first comes first.
 */
export class CtcBeamDecoder {
  readonly #alphabet: Alphabet;
  readonly #options: SearchOptions;
  readonly #knowledge: Knowledge;
  readonly #search: PrefixSearch;
  readonly #row: Float64Array;

  /** Throws a CtcError whose path names the field. */
  constructor(alphabet: CtcAlphabet, options: CtcBeamOptions = {}) {
    this.#alphabet = new Alphabet(alphabet);
    this.#options = searchOptions(options);
    this.#knowledge = knowledgeOf(this.#alphabet, options);
    this.#search = new PrefixSearch(this.#alphabet, this.#knowledge, this.#options);
    this.#row = new Float64Array(this.#alphabet.size);
    this.begin();
  }

  /** Forgets all frames. */
  begin(): void {
    this.#search.begin();
  }

  /** Takes the next frames, `[frames, symbols]`; however they are cut, the end is the same. Throws a CtcError. */
  step(matrix: CtcMatrix): void {
    checkShape(matrix, this.#alphabet.size);
    for (let t = 0; t < matrix.frames; t++) {
      readFrame(matrix, t, this.#row);
      this.#search.step(this.#row);
    }
  }

  /** The best hypotheses of the frames so far, best first, at least one; more frames may follow. */
  end(): CtcHypothesis[] {
    const texts = new Set<string>();
    const best: CtcHypothesis[] = [];
    for (const slot of this.#ranked()) {
      const hypothesis = this.#hypothesisOf(slot);
      if (texts.has(hypothesis.text)) continue;
      texts.add(hypothesis.text);
      best.push(hypothesis);
      if (best.length === this.#options.alternatives) break;
    }
    return best;
  }

  /** Reads a whole matrix: `begin`, `step` and `end`. */
  decode(matrix: CtcMatrix): CtcHypothesis[] {
    this.begin();
    this.step(matrix);
    return this.end();
  }

  /** Slots of the beam by their scores as whole texts; those that end in an allowed word come first. */
  #ranked(): number[] {
    const { beam } = this.#search;
    const scored = Array.from({ length: beam.count }, (_, slot) => {
      const { languageModel, hotwords, unfinished } = this.#knowledge.finish(beam.node[slot]!);
      return { slot, unfinished, score: beam.total[slot]! + languageModel + hotwords };
    });
    scored.sort(
      (a, b) => Number(a.unfinished) - Number(b.unfinished) || b.score - a.score || a.slot - b.slot,
    );
    return scored.map(({ slot }) => slot);
  }

  #hypothesisOf(slot: number): CtcHypothesis {
    const { beam, tree, runs } = this.#search;
    const node = beam.node[slot]!;
    const aligned = runs.align(this.#search.lastRun(slot), tree.backwards(node));
    const { languageModel, hotwords, unfinished } = this.#knowledge.finish(node);
    const parts = { acoustic: beam.total[slot]!, languageModel, hotwords };
    const hypothesis = hypothesisOf(this.#alphabet, aligned, parts);
    return unfinished ? { ...hypothesis, unfinished } : hypothesis;
  }
}
