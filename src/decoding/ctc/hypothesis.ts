import type { Alphabet } from './alphabet.ts';

/** A symbol of the text, with its frames in the likeliest alignment. */
export interface CtcToken {
  readonly token: string;
  /** First frame. */
  readonly start: number;
  /** Frame after the last. */
  readonly end: number;
  /** The highest probability that its frames give it, from 0 to 1. */
  readonly confidence: number;
}

/** A word of the text: from its first token's start to its last one's end. */
export interface CtcWord {
  readonly word: string;
  readonly start: number;
  readonly end: number;
  /** The geometric mean of its tokens' confidences. */
  readonly confidence: number;
}

/** One reading of a matrix. */
export interface CtcHypothesis {
  /** Its words with spaces between, or its symbols without if the alphabet has no word separator. */
  readonly text: string;
  /** acoustic + languageModel + hotwords. */
  readonly score: number;
  /** Natural log of the probability that the matrix gives it. */
  readonly acoustic: number;
  /** What the language model and the number of words add: alpha * ln P + beta * words. */
  readonly languageModel: number;
  /** What hotwords add. */
  readonly hotwords: number;
  readonly tokens: readonly CtcToken[];
  readonly words: readonly CtcWord[];
  /** True where a lexicon was given and the last word is only the beginning of one of its words. */
  readonly unfinished?: boolean;
}

/** A symbol as an alignment has it. */
export interface AlignedSymbol {
  readonly symbol: number;
  readonly start: number;
  readonly end: number;
  /** Natural log of its confidence. */
  readonly peak: number;
}

/** The scores of a hypothesis apart from their sum. */
export type ScoreParts = Pick<CtcHypothesis, 'acoustic' | 'languageModel' | 'hotwords'>;

/** Puts text, tokens, words and scores together. */
export function hypothesisOf(
  alphabet: Alphabet,
  aligned: readonly AlignedSymbol[],
  { acoustic, languageModel, hotwords }: ScoreParts,
): CtcHypothesis {
  const words = wordsOf(alphabet, aligned);
  return {
    text: words.map(({ word }) => word).join(alphabet.mode === 'none' ? '' : ' '),
    score: acoustic + languageModel + hotwords,
    acoustic,
    languageModel,
    hotwords,
    tokens: aligned.map(({ symbol, start, end, peak }) => ({
      token: alphabet.symbols[symbol]!,
      start,
      end,
      confidence: probability(peak),
    })),
    words,
  };
}

function wordsOf(alphabet: Alphabet, aligned: readonly AlignedSymbol[]): CtcWord[] {
  const words: CtcWord[] = [];
  let open: AlignedSymbol[] = [];
  const close = (): void => {
    const spoken = open.filter(({ symbol }) => alphabet.pieces[symbol] !== '');
    if (spoken.length > 0) words.push(wordOf(alphabet, spoken));
    open = [];
  };
  for (const each of aligned) {
    if (alphabet.endsBefore[each.symbol]) close();
    open.push(each);
    if (alphabet.endsAfter[each.symbol]) close();
  }
  close();
  return words;
}

function wordOf(alphabet: Alphabet, spoken: readonly AlignedSymbol[]): CtcWord {
  const sum = spoken.reduce((total, { peak }) => total + peak, 0);
  return {
    word: spoken.map(({ symbol }) => alphabet.pieces[symbol]).join(''),
    start: spoken[0]!.start,
    end: spoken.at(-1)!.end,
    confidence: probability(sum / spoken.length),
  };
}

/** Rounding may have put a log-probability above 0. */
function probability(log: number): number {
  return Math.min(1, Math.exp(log));
}
