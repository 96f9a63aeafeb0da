import { CtcError } from './error.ts';

/** The columns of a matrix. */
export interface CtcAlphabet {
  /** Letters, characters or word pieces, the blank among them, in the order of the columns. */
  readonly symbols: readonly string[];
  /** Index of the blank, whose symbol is never written. */
  readonly blank: number;
  /**
   * What parts words: a symbol of its own (" ", "|"), or what word pieces begin with that begin a word ("▁"). Without
   * it every symbol is a word, as Chinese characters are.
   */
  readonly wordSeparator?: string;
}

/** How an alphabet's words are told apart. */
export type WordMode = 'none' | 'symbol' | 'prefix';

/** An alphabet as decoders read it: checked, and what each symbol does to words known. */
export class Alphabet {
  readonly symbols: readonly string[];
  readonly size: number;
  readonly blank: number;
  readonly mode: WordMode;
  /** What each symbol adds to a word. */
  readonly pieces: readonly string[];
  /** 1 for symbols before which a word ends. */
  readonly endsBefore: Uint8Array;
  /** 1 for symbols that are a word by themselves. */
  readonly endsAfter: Uint8Array;
  /** 1 for symbols with which a word ends, in either way. */
  readonly ends: Uint8Array;

  /** Throws a CtcError whose path names the field. */
  constructor({ symbols, blank, wordSeparator }: CtcAlphabet) {
    checkSymbols(symbols);
    if (!Number.isInteger(blank) || blank < 0 || blank >= symbols.length) {
      throw new CtcError(
        ['blank'],
        `The blank must be the index of a symbol, from 0 to ${symbols.length - 1}`,
      );
    }
    this.symbols = symbols;
    this.size = symbols.length;
    this.blank = blank;
    this.mode = modeOf(symbols, blank, wordSeparator);
    const begins = symbols.map((symbol) => this.mode !== 'none' && symbol.startsWith(wordSeparator!));
    const skipped = wordSeparator?.length ?? 0;
    this.pieces = symbols.map((symbol, s) => {
      if (s === blank) return '';
      return begins[s] ? symbol.slice(skipped) : symbol;
    });
    this.endsBefore = Uint8Array.from(begins, (begin, s) => (begin && s !== blank ? 1 : 0));
    this.endsAfter = new Uint8Array(this.size).fill(this.mode === 'none' ? 1 : 0);
    this.ends = this.mode === 'none' ? this.endsAfter : this.endsBefore;
  }
}

function checkSymbols(symbols: readonly string[]): void {
  if (symbols.length === 0) throw new CtcError(['symbols'], 'Send at least one symbol, the blank');
  const places = new Map<string, number>();
  for (const [s, symbol] of symbols.entries()) {
    const first = places.get(symbol);
    if (first !== undefined) {
      throw new CtcError(['symbols', s], `The symbol is the same as symbol ${first}; each must differ`);
    }
    places.set(symbol, s);
  }
}

function modeOf(symbols: readonly string[], blank: number, separator: string | undefined): WordMode {
  for (const [s, symbol] of symbols.entries()) {
    if (symbol === '' && s !== blank) throw new CtcError(['symbols', s], 'Only the blank may be empty');
  }
  if (separator === undefined) return 'none';
  if (separator === '') throw new CtcError(['wordSeparator'], 'Send a separator of one character or more');
  const begun = symbols.filter((symbol, s) => s !== blank && symbol.startsWith(separator));
  if (begun.length === 0) {
    throw new CtcError(['wordSeparator'], 'No symbol but the blank is the separator or begins with it');
  }
  return begun.every((symbol) => symbol === separator) ? 'symbol' : 'prefix';
}
