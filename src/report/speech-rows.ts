import type { HearingScore, SpeechEvaluation } from '../tasks/speech/evaluate.ts';
import { count, percent } from './format.ts';

const header = ['word error rate', 'letter error rate', 'utterances with an error', 'utterances', 'words'];

/** The headers of `hearingRows`, by what the rows are about. */
export const hearingHeader = (about: 'source' | 'speaker' | 'part'): string[] => [about, ...header];

/** How well each of several sets was heard, as rows of a table. */
export function hearingRows(scores: Readonly<Record<string, HearingScore>>): string[][] {
  return Object.entries(scores).map(([name, score]) => [
    name,
    ...[score.wordErrorRate, score.letterErrorRate, score.sentenceErrorRate].map(percent),
    count(score.utterances),
    count(score.words.reference),
  ]);
}

/** The tables of an evaluation: by source and by speaker, where there are several. */
export function hearingTables({ bySource, bySpeaker }: SpeechEvaluation) {
  return [
    { about: 'source', rows: hearingRows(bySource) },
    { about: 'speaker', rows: hearingRows(bySpeaker) },
  ].filter(({ rows }) => rows.length > 0) as { about: 'source' | 'speaker'; rows: string[][] }[];
}

/** What a search with a language model reaches, in a sentence. */
export function searchedText({ searched }: SpeechEvaluation): string {
  if (searched === undefined) return '';
  const [words, letters] = [searched.wordErrorRate, searched.letterErrorRate].map(percent);
  return `word error rate ${words}, letter error rate ${letters} (${editsText(searched)})`;
}

/** The errors of words in a sentence. */
export function editsText({ words }: HearingScore): string {
  const { substitutions, deletions, insertions, reference } = words;
  return `${count(substitutions)} substituted, ${count(deletions)} missing and ${count(insertions)} added of ${count(reference)} words`;
}
