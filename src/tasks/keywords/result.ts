import type { KeywordsManifest } from '../../package/manifest.ts';
import { type OffsetUnit, offsetMapper } from '../../text/offsets.ts';
import type { ScoredPhrase } from './merging.ts';
import type { RatedDocument, Wanted } from './model.ts';
import { toPhrases } from './spans.ts';

/** A phrase that says what a text is about. */
export interface Keyword {
  /** As it stands where it scores best; each run of white space is one space. */
  readonly text: string;
  readonly score: number;
  /** Its places in the order of the text; end exclusive. */
  readonly occurrences: readonly { readonly start: number; readonly end: number }[];
}

/** What of a manifest says which phrases are good enough. */
type Defaults = Pick<KeywordsManifest, 'threshold' | 'maxWords'>;

/**
 * The phrases that are wanted of a document, the best first. Stretches that are too long or not good enough are dropped
 * first, so that a part of one that is too long can stand for itself.
 */
export function phrasesOf(
  { document, spans }: Pick<RatedDocument, 'document' | 'spans'>,
  { limit, minScore, maxWords }: Wanted,
  defaults: Defaults,
): ScoredPhrase[] {
  const least = minScore ?? defaults.threshold;
  const most = maxWords ?? defaults.maxWords;
  const wanted = spans.filter(({ probability, key }) => probability >= least && wordsOf(key) <= most);
  return toPhrases(document, wanted).slice(0, limit);
}

function wordsOf(key: string): number {
  return key.split(' ').length;
}

/** Phrases as they are answered. */
export function toKeywords(
  { document }: Pick<RatedDocument, 'document'>,
  phrases: readonly ScoredPhrase[],
  unit: OffsetUnit = 'utf16',
): Keyword[] {
  const { text: whole, tokens } = document;
  const map = offsetMapper(whole, unit);
  return phrases.map(({ text, score, occurrences }) => ({
    text,
    score,
    occurrences: occurrences.map(({ first, last }) => ({
      start: map(tokens[first]!.start),
      end: map(tokens[last]!.end),
    })),
  }));
}
