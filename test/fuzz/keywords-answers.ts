import { phraseKey } from '../../src/tasks/keywords/phrase.ts';
import type { OffsetUnit } from '../../src/text/offsets.ts';
import { cutIn } from './tag-answers.ts';

/** A good request to `POST /keywords`. */
export interface KeywordsRequestBody {
  readonly text?: string;
  readonly texts?: readonly string[];
  readonly model?: string;
  readonly limit?: number;
  readonly minScore?: number;
  readonly maxWords?: number;
  readonly offsetUnit?: OffsetUnit;
}

/** What one text is answered. */
export interface KeywordsResultBody {
  readonly keywords: readonly {
    readonly text: string;
    readonly score: number;
    readonly occurrences: readonly { readonly start: number; readonly end: number }[];
  }[];
}

/** The request with the name of a model that exists. */
export function keywordsMeaning(
  { model: given, ...rest }: KeywordsRequestBody,
  models: readonly { readonly name: string }[],
): KeywordsRequestBody {
  return given === undefined ? rest : { ...rest, model: models[given.length % models.length]!.name };
}

/** What is wrong with the answer to one text; undefined if nothing is. */
export function keywordsFault(
  text: string,
  { limit = 10, minScore = 0, offsetUnit = 'utf16' }: KeywordsRequestBody,
  { keywords }: KeywordsResultBody,
): string | undefined {
  if (keywords.length > limit) return `${keywords.length} keywords, at most ${limit} were asked for`;
  const scores = keywords.map(({ score }) => score);
  if (scores.some((score, i) => score < minScore || score > (scores[i - 1] ?? 1))) {
    return `scores ${scores.join(', ')} from ${minScore} on`;
  }
  const cut = cutIn(text, offsetUnit);
  for (const { text: own, occurrences } of keywords) {
    const unordered = occurrences.some(({ start }, i) => start < (occurrences[i - 1]?.end ?? 0));
    if (unordered) return `places of ${own} overlap, or are in no order`;
    const key = phraseKey(own);
    if (key === '') return `${own} has no letter or digit`;
    const other = occurrences.find(({ start, end }) => phraseKey(cut(start, end)) !== key);
    if (other) return `${own} is not what stands at ${other.start}-${other.end}`;
  }
  return overlapFault(keywords);
}

function overlapFault(keywords: KeywordsResultBody['keywords']): string | undefined {
  const places = keywords
    .flatMap(({ text, occurrences }) => occurrences.map((place) => ({ ...place, text })))
    .sort((a, b) => a.start - b.start);
  const at = places.findIndex(({ start }, i) => start < (places[i - 1]?.end ?? 0));
  return at < 0 ? undefined : `${places[at - 1]!.text} and ${places[at]!.text} overlap`;
}

const tolerance = 1e-5;

/** Whether two answers differ by no more than what is computed with makes of scores. */
export function isSameKeywords(one: KeywordsResultBody, other: KeywordsResultBody): boolean {
  return (
    one.keywords.length === other.keywords.length &&
    one.keywords.every(({ text, score, occurrences }, i) => {
      const { text: words, score: close, occurrences: places } = other.keywords[i]!;
      const isThere = JSON.stringify(occurrences) === JSON.stringify(places);
      return text === words && isThere && Math.abs(score - close) <= tolerance;
    })
  );
}
