import type { Alphabet } from './alphabet.ts';
import { grown, moveKept } from './compact.ts';
import type { Hotwords } from './hotwords.ts';
import type { FinishedScores, Knowledge } from './knowledge.ts';
import type { LanguageModel } from './language-model.ts';
import type { Lexicon } from './lexicon.ts';

/** What texts are measured by beside the matrix. */
export interface KnowledgeSources {
  readonly languageModel?: LanguageModel | undefined;
  readonly lexicon?: Lexicon | undefined;
  readonly hotwords?: Hotwords | undefined;
}

/** What is known of a labelling: where it stands in each source, and what they have added up to. */
interface Standing {
  /** State of the language model before the word that is being spelled, and the word's place in its vocabulary. */
  languageState: number;
  position: number;
  lexiconState: number;
  hotwordState: number;
  /** 1 if a word is being spelled. */
  inWord: number;
  languageScore: number;
  hotwordScore: number;
}

/** The same for all nodes of the prefix tree, each field a column. */
type Columns = { readonly [F in keyof Standing]: Int32Array | Float64Array };

/**
 * Language model, lexicon and hotwords along the prefix tree. A word counts when it ends; until then stands for it what
 * it may be worth, which keeps likely words in the beam and leaves no trace in the score of a finished text.
 */
export class TextKnowledge implements Knowledge {
  readonly #alphabet: Alphabet;
  readonly #sources: KnowledgeSources;
  /** Code points that each symbol adds to a word. */
  readonly #codes: readonly Int32Array[];
  readonly #separated: boolean;
  readonly #mostAtEnd: number;
  readonly #mostOfHotwords: number;
  #columns: Columns = emptyColumns(1024);
  #score = new Float64Array(1024);
  /** Of each node what the word that is being spelled may be worth after more of its letters, at most. */
  #inside = new Float64Array(1024);
  /** The labelling that is being looked at. */
  readonly #now: Standing = { ...nowhere };

  constructor(alphabet: Alphabet, sources: KnowledgeSources) {
    this.#alphabet = alphabet;
    this.#sources = sources;
    this.#codes = alphabet.pieces.map((piece) => Int32Array.from(piece, (char) => char.codePointAt(0)!));
    this.#separated = alphabet.mode !== 'none';
    const longest = Math.max(...this.#codes.map(({ length }) => length));
    // A symbol may end a word and begin one; each of its code points may complete a hotword.
    this.#mostOfHotwords = (longest + 2) * (sources.hotwords?.most ?? 0);
    this.#mostAtEnd = 2 * (sources.languageModel?.most ?? 0) + this.#mostOfHotwords;
  }

  begin(): void {
    Object.assign(this.#now, nowhere, {
      languageState: this.#sources.languageModel?.model.start ?? 0,
      lexiconState: this.#sources.lexicon?.start ?? 0,
      hotwordState: this.#sources.hotwords?.start ?? 0,
    });
    this.#write(0);
  }

  scoreOf(node: number): number {
    return this.#score[node]!;
  }

  ceilingOf(node: number, ends: boolean): number {
    const { languageScore, hotwordScore } = this.#columns;
    const settled = languageScore[node]! + hotwordScore[node]!;
    return settled + (ends ? this.#mostAtEnd : this.#inside[node]! + this.#mostOfHotwords);
  }

  preview(node: number, symbol: number): number {
    this.#read(node);
    return this.#spell(symbol) ? this.#currentScore() : -Infinity;
  }

  enter(node: number, symbol: number, child: number): void {
    this.#read(node);
    this.#spell(symbol);
    this.#write(child);
  }

  finish(node: number): FinishedScores {
    this.#read(node);
    const { languageModel, lexicon } = this.#sources;
    const now = this.#now;
    const unfinished = lexicon !== undefined && !this.#mayEnd(lexicon);
    this.#endWord();
    const end = languageModel?.scoreEnd(now.languageState) ?? 0;
    return { languageModel: now.languageScore + end, hotwords: now.hotwordScore, unfinished };
  }

  rename(renamed: Int32Array): void {
    for (const column of Object.values(this.#columns)) moveKept(column, renamed);
    moveKept(this.#score, renamed);
    moveKept(this.#inside, renamed);
  }

  /** Adds a symbol to the current labelling; false if the lexicon forbids it. */
  #spell(symbol: number): boolean {
    const now = this.#now;
    const { languageModel, lexicon, hotwords } = this.#sources;
    if (this.#alphabet.endsBefore[symbol]) {
      if (lexicon && !this.#mayEnd(lexicon)) return false;
      this.#endWord();
    }
    const codes = this.#codes[symbol]!;
    for (let at = 0; at < codes.length; at++) {
      const code = codes[at]!;
      if (lexicon) {
        now.lexiconState = lexicon.advance(now.lexiconState, code);
        if (now.lexiconState < 0) return false;
      }
      if (languageModel) now.position = languageModel.advance(now.position, code);
      if (hotwords) {
        now.hotwordState = hotwords.advance(now.hotwordState, code);
        now.hotwordScore += hotwords.gainAt(now.hotwordState);
      }
      now.inWord = 1;
    }
    if (this.#alphabet.endsAfter[symbol]) this.#endWord();
    return true;
  }

  /** Whether the current labelling may end here; with separators also where no word has begun. */
  #mayEnd(lexicon: Lexicon): boolean {
    const { inWord, lexiconState } = this.#now;
    return lexicon.isWordEnd(lexiconState) || (this.#separated && inWord === 0);
  }

  #endWord(): void {
    const now = this.#now;
    if (now.inWord === 0) return;
    const { languageModel, lexicon, hotwords } = this.#sources;
    if (languageModel) {
      now.languageScore += languageModel.scoreWord(now.languageState, now.position);
      now.languageState = languageModel.next;
      now.position = 0;
    }
    now.inWord = 0;
    if (!this.#separated) return;
    if (lexicon) now.lexiconState = lexicon.start;
    if (hotwords) {
      now.hotwordState = hotwords.endWord(now.hotwordState);
      now.hotwordScore += hotwords.gainAt(now.hotwordState);
    }
  }

  #currentScore(): number {
    const { languageModel, hotwords } = this.#sources;
    const now = this.#now;
    let score = now.languageScore + now.hotwordScore;
    if (languageModel && now.inWord) score += languageModel.aheadOf(now.languageState, now.position);
    if (hotwords) score += hotwords.pendingAt(now.hotwordState);
    return score;
  }

  #read(node: number): void {
    const now = this.#now;
    const columns = this.#columns;
    now.languageState = columns.languageState[node]!;
    now.position = columns.position[node]!;
    now.lexiconState = columns.lexiconState[node]!;
    now.hotwordState = columns.hotwordState[node]!;
    now.inWord = columns.inWord[node]!;
    now.languageScore = columns.languageScore[node]!;
    now.hotwordScore = columns.hotwordScore[node]!;
  }

  #write(node: number): void {
    if (node >= this.#score.length) this.#grow(2 * node);
    const now = this.#now;
    const columns = this.#columns;
    columns.languageState[node] = now.languageState;
    columns.position[node] = now.position;
    columns.lexiconState[node] = now.lexiconState;
    columns.hotwordState[node] = now.hotwordState;
    columns.inWord[node] = now.inWord;
    columns.languageScore[node] = now.languageScore;
    columns.hotwordScore[node] = now.hotwordScore;
    this.#score[node] = this.#currentScore();
    this.#inside[node] = this.#sources.languageModel?.ceilingInside(now.languageState, now.position) ?? 0;
  }

  #grow(capacity: number): void {
    const longer = (column: Int32Array | Float64Array) => grown(column, capacity);
    this.#columns = Object.fromEntries(
      Object.entries(this.#columns).map(([field, column]) => [field, longer(column)]),
    ) as unknown as Columns;
    this.#score = grown(this.#score, capacity);
    this.#inside = grown(this.#inside, capacity);
  }
}

const nowhere: Standing = {
  languageState: 0,
  position: 0,
  lexiconState: 0,
  hotwordState: 0,
  inWord: 0,
  languageScore: 0,
  hotwordScore: 0,
};

function emptyColumns(capacity: number): Columns {
  const whole = () => new Int32Array(capacity);
  const real = () => new Float64Array(capacity);
  return {
    languageState: whole(),
    position: whole(),
    lexiconState: whole(),
    hotwordState: whole(),
    inWord: whole(),
    languageScore: real(),
    hotwordScore: real(),
  };
}
