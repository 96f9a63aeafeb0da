import type { KeywordedText } from '../../corpus/keyworded/text.ts';
import type { Token } from '../../text/tokenizer.ts';
import { type Document, readDocument } from './document.ts';
import { inside, labelNames } from './labels.ts';
import { bioOf, findOccurrences, labelledRanges } from './occurrences.ts';
import { phraseKeys } from './phrase.ts';
import { type CandidatePlace, placesIn, placesOfCandidates } from './scorer-rater.ts';
import { type Window, type WindowSize, windowsOf } from './windows.ts';

/** A window of a text as the network is trained on it. */
export interface Example {
  readonly tokens: readonly Token[];
  readonly places: readonly (readonly number[])[];
  /** Label numbers, one a token, for a tagger. */
  readonly gold: readonly number[];
  /** Candidates, for a scorer; `first` and `last` from the window's start. */
  readonly candidates: readonly (CandidatePlace & { readonly wanted: boolean })[];
}

/** A text to score on, with the keys of its keywords that stand in it. */
export interface GoldDocument {
  readonly document: Document;
  readonly gold: readonly string[];
  readonly present: readonly string[];
}

/** How texts are cut and which phrases are looked at. */
export interface ExampleOptions {
  readonly window: WindowSize;
  readonly maxWords: number;
}

/** The windows of texts, labelled; a text without tokens has none. */
export function toExamples(texts: readonly KeywordedText[], options: ExampleOptions): Example[] {
  return texts.flatMap(({ text, keywords }) => examplesOf(readDocument(text), phraseKeys(keywords), options));
}

function examplesOf(
  document: Document,
  keys: readonly string[],
  { window, maxWords }: ExampleOptions,
): Example[] {
  const { tokens, words, places } = document;
  const labels = bioOf(labelledRanges(words, keys), tokens.length).map((label) => labelNames.indexOf(label));
  const candidates = placesOfCandidates(document, maxWords);
  const wanted = new Set(keys);
  return windowsOf([document], window).flatMap((cut): Example[] => {
    const own = { ...cut, start: startOf(cut, labels) };
    const { start, end } = own;
    if (start === end) return [];
    return [
      {
        tokens: tokens.slice(start, end),
        places: places.slice(start, end),
        gold: labels.slice(start, end),
        candidates: placesIn(candidates, whole(own)).map(({ key, first, last }) => ({
          key,
          first: first - start,
          last: last - start,
          wanted: wanted.has(key),
        })),
      },
    ];
  });
}

/** Behind the rest of a keyword that began before the window: labels that begin with a rest are impossible. */
function startOf({ start, end }: Window, labels: readonly number[]): number {
  let at = start;
  while (at < end && labels[at] === inside) at += 1;
  return at;
}

/** A window that is learned from speaks for all of its tokens. */
function whole(window: Window): Window {
  return { ...window, from: window.start, to: window.end };
}

/** Texts to score on. */
export function toGoldDocuments(texts: readonly KeywordedText[]): GoldDocument[] {
  return texts.map(({ text, keywords }) => {
    const document = readDocument(text);
    const gold = phraseKeys(keywords);
    const found = findOccurrences(document.words, gold);
    return { document, gold, present: gold.filter((key) => found.has(key)) };
  });
}
