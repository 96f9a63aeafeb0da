import type { LabelledSentence } from '../corpus/index.ts';
import type { Tagger } from '../tasks/tag/tagger.ts';
import { tokenize } from '../text/tokenizer.ts';
import { median } from './statistics.ts';

const wantedTokens = 12;
const rounds = 11;
const answersOfRound = 30;

/** The sentence that latency is measured with: the first of those nearest to twelve tokens long. */
export function latencySentence(sentences: readonly LabelledSentence[]): { text: string; tokens: number } {
  const sized = sentences.map(({ text }) => ({ text, tokens: tokenize(text).length }));
  const distance = ({ tokens }: { tokens: number }) => Math.abs(tokens - wantedTokens);
  return sized.reduce((best, each) => (distance(each) < distance(best) ? each : best));
}

/**
 * The median milliseconds that each tagger takes to answer one text alone, as the service answers it; its words are
 * known from the first answer on. Taggers take turns in short rounds, so that what the machine does meanwhile hits all
 * of them alike, and each round's first answers, with cold caches, do not count.
 */
export async function measureLatencies(taggers: readonly Tagger[], text: string): Promise<number[]> {
  const request = [{ text, unit: 'utf16' as const }];
  const times: number[][] = taggers.map(() => []);
  for (let round = 0; round < rounds; round++) {
    for (const [index, tagger] of taggers.entries()) {
      for (let answer = -5; answer < answersOfRound; answer++) {
        const started = performance.now();
        await tagger.answer(request);
        if (answer >= 0) times[index]!.push(performance.now() - started);
      }
    }
  }
  return times.map(median);
}
