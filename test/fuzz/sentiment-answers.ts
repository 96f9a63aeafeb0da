import {
  mostExplainedLength,
  mostExplainedTokens,
  mostExplainedWork,
} from '../../src/tasks/sentiment/size.ts';
import { erasureWork } from '../../src/tasks/tokens/erasure.ts';
import type { OffsetUnit } from '../../src/text/offsets.ts';
import { tokenize } from '../../src/text/tokenizer.ts';
import { offsetFault, type Stretch } from './tag-answers.ts';

/** A good request to `POST /sentiment`. */
export interface SentimentRequestBody {
  readonly text?: string;
  readonly texts?: readonly string[];
  readonly model?: string;
  readonly language?: string;
  readonly explain?: boolean | 'attention';
  readonly offsetUnit?: OffsetUnit;
}

/** What one text is answered. */
export interface SentimentResultBody {
  readonly model: { readonly name: string; readonly language: string };
  readonly label: string;
  readonly scores: { readonly positive: number; readonly negative: number; readonly neutral: number };
  readonly words?: readonly (Stretch & { readonly attention: number; readonly effect?: number })[];
}

interface KnownModel {
  readonly name: string;
  readonly language: string;
}

/** The request with names and languages that exist, and no explanation of what is too long for it. */
export function sentimentMeaning(
  { model: given, language, explain, ...rest }: SentimentRequestBody,
  models: readonly KnownModel[],
): SentimentRequestBody {
  const model = models[(given ?? language ?? '').length % models.length]!;
  const tags = [model.language, model.language.toUpperCase(), `${model.language}-Latn-GB`];
  return {
    ...rest,
    ...(given !== undefined && { model: model.name }),
    ...(language !== undefined && { language: tags[language.length % tags.length]! }),
    ...(explain !== undefined && { explain: explain === true && !isErasable(rest) ? 'attention' : explain }),
  };
}

function isErasable({ text, texts = [text!] }: SentimentRequestBody): boolean {
  const lengths = texts.map((each) => tokenize(each).length);
  const work = lengths.reduce((sum, length) => sum + erasureWork(length), 0);
  const isShort = texts.every(({ length }) => length <= mostExplainedLength);
  return isShort && Math.max(...lengths) <= mostExplainedTokens && work <= mostExplainedWork;
}

/** What is wrong with the answer to one text; undefined if nothing is. */
export function sentimentFault(
  text: string,
  asked: SentimentRequestBody,
  { model, label, scores, words }: SentimentResultBody,
): string | undefined {
  const { positive, negative, neutral } = scores;
  if (Math.abs(positive + negative - 1) > 1e-9) return `scores ${positive} and ${negative} do not sum to 1`;
  const likelier = positive > negative ? 'positive' : 'negative';
  const expected = neutral === 0.5 ? [likelier, 'neutral'] : [neutral > 0.5 ? 'neutral' : likelier];
  if (!expected.includes(label)) return `${label} at ${positive} and ${neutral} of neutral`;
  if (asked.model !== undefined && model.name !== asked.model)
    return `${model.name} answers for ${asked.model}`;
  return wordsFault(text, asked, words);
}

function wordsFault(
  text: string,
  { explain, offsetUnit = 'utf16' }: SentimentRequestBody,
  words: SentimentResultBody['words'],
): string | undefined {
  if (!explain) return words && 'words that nobody asked for';
  if (!words) return 'no words';
  // Models of languages that are written without spaces part words otherwise.
  const tokens = tokenize(text).map((token) => token.text);
  if (tokens.join('') !== words.map((word) => word.text).join('')) return 'other words than the tokens';
  const sum = words.reduce((total, { attention }) => total + attention, 0);
  if (Math.abs(sum - 1) > 1e-3) return `the attention sums to ${sum}`;
  const hasEffects = words.every(({ effect }) => (effect !== undefined) === (explain === true));
  return hasEffects ? offsetFault(text, offsetUnit, words) : `explain ${explain}, and effects are not so`;
}
