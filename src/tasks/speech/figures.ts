import type { HearingScore, SpeechEvaluation } from './evaluate.ts';

/** What a manifest says of an evaluation; `dataSet` names what it was measured on. */
export function figuresOf(dataSet: string, evaluation: SpeechEvaluation) {
  const { bySource, bySpeaker, searched } = evaluation;
  return {
    dataSet,
    ...inShort(evaluation),
    ...(searched && { withLanguageModel: inShort(searched) }),
    ...(Object.keys(bySource).length > 0 && { bySource: each(bySource) }),
    ...(Object.keys(bySpeaker).length > 0 && { bySpeaker: each(bySpeaker) }),
  };
}

function each(scores: Readonly<Record<string, HearingScore>>) {
  return Object.fromEntries(Object.entries(scores).map(([name, score]) => [name, inShort(score)]));
}

function inShort({ utterances, words, letterErrorRate, wordErrorRate, sentenceErrorRate }: HearingScore) {
  return { wordErrorRate, letterErrorRate, sentenceErrorRate, utterances, words: words.reference };
}
