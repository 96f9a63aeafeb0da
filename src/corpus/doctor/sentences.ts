import { problemOfSlots } from '../slots.ts';
import {
  type Checked,
  type Example,
  exampleOf,
  type Finding,
  findingOf,
  groupBy,
  placeOf,
} from './finding.ts';

/** Finds sentences without words, and slots that cannot be told as one label a token. */
export function checkSentences(sentences: readonly Checked[]): Finding[] {
  const empty = sentences.filter(({ tokens }) => tokens.length === 0);
  const broken = sentences.flatMap((sentence) => {
    const problem = problemOfSlots(sentence.text, sentence.slots);
    return problem === undefined ? [] : [exampleOf(sentence, `${problem.field}: ${problem.problem}`)];
  });
  return [
    ...findingOf(
      {
        severity: 'error',
        code: 'empty-sentence',
        problem: 'sentences without a word',
        remedy: 'Remove them; a tagger has nothing to label there',
      },
      empty.map((sentence) => exampleOf(sentence)),
    ),
    ...findingOf(
      {
        severity: 'error',
        code: 'broken-slots',
        problem: 'slots that overlap, are outside the text, or hold no word',
        remedy: 'Give each word at most one slot, with offsets in UTF-16 units, end exclusive',
      },
      broken,
    ),
  ];
}

/** Finds slots that begin or end inside a token. */
export function checkCuts(sentences: readonly Checked[]): Finding[] {
  const cuts = sentences.flatMap((sentence) => {
    const cut = (offset: number) => sentence.tokens.find(({ start, end }) => start < offset && offset < end);
    return sentence.slots.flatMap(({ slot, start, end }): Example[] => {
      const token = cut(start) ?? cut(end);
      const value = sentence.text.slice(start, end);
      return token === undefined ? [] : [exampleOf(sentence, `${slot} '${value}' cuts '${token.text}'`)];
    });
  });
  return findingOf(
    {
      severity: 'warning',
      code: 'cut-token',
      problem: 'slots that begin or end inside a token',
      remedy: 'Move the offsets to the borders of words; a tagger will answer with whole tokens',
    },
    cuts,
  );
}

/** Finds sentences that are in two parts of the data, so that a score on the second tells too much. */
export function checkDuplicates(sentences: readonly Checked[]): Finding[] {
  const leaks: Example[] = [];
  for (const group of groupBy(sentences, sameInput).values()) {
    const first = group[0]!;
    const other = group.find(({ part }) => part !== first.part);
    if (other !== undefined) {
      leaks.push(exampleOf(other, `'${other.text}' is also in ${first.part}, ${placeOf(first)}`));
    }
  }
  return findingOf(
    {
      severity: 'warning',
      code: 'duplicate-across-parts',
      problem: 'sentences that are in more than one part of the data',
      remedy: 'Keep each in one part, unless people really say it again and again',
    },
    leaks,
  );
}

/** A key of what a tagger sees of a sentence: its text and the slots that were asked for. */
export function sameInput({ text, requested = [] }: Checked): string {
  return JSON.stringify([text, ...requested.toSorted()]);
}
