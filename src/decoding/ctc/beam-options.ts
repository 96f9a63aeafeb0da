import type { Alphabet } from './alphabet.ts';
import { type CtcHotword, defaultHotwordWeight, Hotwords } from './hotwords.ts';
import { type Knowledge, noKnowledge } from './knowledge.ts';
import { LanguageModel, type LanguageModelOptions } from './language-model.ts';
import { buildLexicon } from './lexicon.ts';
import type { SearchOptions } from './options.ts';
import { TextKnowledge } from './text-knowledge.ts';

/** Options of a decoder; what is left out of the search's own is as `searchDefaults` says. */
export interface CtcBeamOptions extends Partial<SearchOptions> {
  /** Scores words (symbols where the alphabet has no separator) as they end. */
  readonly languageModel?: LanguageModelOptions | undefined;
  /** Words that a text may be made of; without separators, any of them in a row. */
  readonly lexicon?: Iterable<string> | undefined;
  /** Words and phrases that are expected. */
  readonly hotwords?: readonly CtcHotword[] | undefined;
}

/** What the options say of texts; throws a CtcError. */
export function knowledgeOf(
  alphabet: Alphabet,
  { languageModel, lexicon, hotwords = [] }: CtcBeamOptions,
): Knowledge {
  if (!languageModel && !lexicon && hotwords.length === 0) return noKnowledge;
  const separated = alphabet.mode !== 'none';
  const language = languageModel && new LanguageModel(languageModel);
  const expected = language && separated ? hotwords.map((each) => excused(each, language)) : hotwords;
  return new TextKnowledge(alphabet, {
    languageModel: language,
    lexicon: lexicon && buildLexicon(lexicon, separated),
    hotwords: hotwords.length > 0 ? new Hotwords(expected, separated) : undefined,
  });
}

/** A hotword that is wished for gets back what the language model takes off for those of its words that it does not know. */
function excused(hotword: CtcHotword, language: LanguageModel): CtcHotword {
  const { text, weight = defaultHotwordWeight } = hotword;
  if (weight <= 0) return hotword;
  const unknown = text.split(/\s+/).filter((word) => word !== '' && language.model.wordOf(word) < 0).length;
  return { text, weight: weight - unknown * language.unknownPenalty };
}
