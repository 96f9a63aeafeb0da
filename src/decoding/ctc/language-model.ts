import { CtcError } from './error.ts';
import type { NgramModel } from './ngram-model.ts';

/** A language model and how much it counts. */
export interface LanguageModelOptions {
  readonly model: NgramModel;
  /** Weight of ln P of the model; at least 0. */
  readonly alpha?: number | undefined;
  /** Added for each word. */
  readonly beta?: number | undefined;
  /** Added to ln P of a word that the model does not know, which is that of its `<unk>`, or 0 if it has none. */
  readonly unknownScore?: number | undefined;
}

/** A language model's weights if nothing else is said. */
export const languageModelDefaults = { alpha: 0.5, beta: 1.5, unknownScore: -10 } as const;

/**
 * A language model as the search asks it, in weighted scores. A position is a node of the vocabulary, or -1 for the
 * beginning of a word that is in none.
 */
export class LanguageModel {
  readonly model: NgramModel;
  readonly #alpha: number;
  readonly #beta: number;
  readonly #unknownScore: number;
  /** No word adds more than this. */
  readonly most: number;
  /** State after the word that was scored last. */
  next = 0;

  /** Throws a CtcError. */
  constructor(options: LanguageModelOptions) {
    const { alpha, beta, unknownScore } = languageModelDefaults;
    this.model = options.model;
    this.#alpha = options.alpha ?? alpha;
    this.#beta = options.beta ?? beta;
    this.#unknownScore = options.unknownScore ?? unknownScore;
    if (!(this.#alpha >= 0 && this.#alpha < Infinity)) {
      throw new CtcError(['languageModel', 'alpha'], 'Send a number of at least 0');
    }
    if (!Number.isFinite(this.#beta)) throw new CtcError(['languageModel', 'beta'], 'Send a finite number');
    if (!(this.#unknownScore <= 0 && this.#unknownScore > -Infinity)) {
      throw new CtcError(['languageModel', 'unknownScore'], 'Send a number of at most 0');
    }
    this.most = Math.max(0, this.#beta);
  }

  /** What `unknownScore` adds to the score of an unknown word: at most 0. */
  get unknownPenalty(): number {
    return this.#alpha * this.#unknownScore;
  }

  /** The position after one more code point of a word. */
  advance(position: number, code: number): number {
    return position < 0 ? -1 : this.model.vocabulary.child(position, code);
  }

  /** What the word that ends at a position adds; sets `next`. */
  scoreWord(state: number, position: number): number {
    const { model } = this;
    const word = position < 0 ? -1 : model.vocabulary.wordAt(position);
    if (word >= 0) {
      this.next = model.next(state, word);
      return this.#alpha * model.logProb(state, word) + this.#beta;
    }
    this.next = model.unknown < 0 ? 0 : model.next(state, model.unknown);
    return this.#alpha * this.#unknown(state) + this.#beta;
  }

  /** What a word that is being spelled may add at best by its unigrams, or adds if it is unknown already. */
  aheadOf(state: number, position: number): number {
    const logProb = position < 0 ? this.#unknown(state) : this.model.aheadOf(position);
    return this.#alpha * logProb + this.#beta;
  }

  /** No word that goes on from a position is worth more while it is being spelled. */
  ceilingInside(state: number, position: number): number {
    const unknown = this.aheadOf(state, -1);
    return position < 0 ? unknown : Math.max(unknown, this.aheadOf(state, position));
  }

  /** What the end of the text adds. */
  scoreEnd(state: number): number {
    const { model } = this;
    return model.end < 0 ? 0 : this.#alpha * model.logProb(state, model.end);
  }

  #unknown(state: number): number {
    const { unknown } = this.model;
    return this.#unknownScore + (unknown < 0 ? 0 : this.model.logProb(state, unknown));
  }
}
