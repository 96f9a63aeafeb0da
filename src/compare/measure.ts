import type { LabelledSentence } from '../corpus/index.ts';
import { type Evaluation, scoreTagger } from '../tasks/tag/evaluate.ts';
import type { SwapRate } from '../tasks/tag/swap.ts';
import type { Tagger } from '../tasks/tag/tagger.ts';
import { normalizeWord } from '../text/normalize.ts';
import { tokenize } from '../text/tokenizer.ts';
import type { PartScores } from './run-result.ts';

/** The words of the training part, whatever a network does with them. */
export function wordsOf(train: readonly LabelledSentence[]): ReadonlySet<string> {
  return new Set(train.flatMap(({ text }) => normalizedWords(text)));
}

/** Sentences all of whose words are known, and those with a word that is not. */
export function splitByWords(
  sentences: readonly LabelledSentence[],
  known: ReadonlySet<string>,
): { readonly seen: LabelledSentence[]; readonly unseen: LabelledSentence[] } {
  const isSeen = ({ text }: LabelledSentence) => normalizedWords(text).every((word) => known.has(word));
  return {
    seen: sentences.filter(isSeen),
    unseen: sentences.filter((sentence) => !isSeen(sentence)),
  };
}

/** The figures of a part that a comparison shows: those of its evaluation, and by whether words are new. */
export async function partScores(
  tagger: Tagger,
  { scores, swap }: Evaluation,
  part: ReturnType<typeof splitByWords>,
): Promise<PartScores> {
  const { precision, recall, f1 } = scores.overall;
  return {
    sentences: scores.sentences,
    precision,
    recall,
    f1,
    exactMatch: scores.exactMatch,
    seen: await f1Of(tagger, part.seen),
    unseen: await f1Of(tagger, part.unseen),
    swap: swap
      ? {
          values: rateOf(swap.values),
          context: rateOf(swap.context),
          overall: rateOf(swap.overall),
          places: rateOf(swap.places),
        }
      : null,
  };
}

async function f1Of(tagger: Tagger, sentences: readonly LabelledSentence[]): Promise<PartScores['seen']> {
  if (sentences.length === 0) return null;
  const { overall } = await scoreTagger(tagger, sentences);
  return { sentences: sentences.length, f1: overall.f1 };
}

function rateOf({ rate, total }: SwapRate): number | null {
  return total === 0 ? null : rate;
}

function normalizedWords(text: string): string[] {
  return tokenize(text).map((token) => normalizeWord(token.text));
}
