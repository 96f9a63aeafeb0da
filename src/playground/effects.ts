import type { SlotExplanation, WordEffect } from './answer.ts';
import { percent, signed } from './format.ts';

/** Effects nearer to 0 than this are shown as none. */
export const least = 0.005;

/** What an explanation comes to, in words. */
export function effectSummary({ slot, text, confidence, words }: SlotExplanation): string {
  const head = `“${text}” is taken as ${slot} (${percent(confidence)}).`;
  const [strongest] = words.toSorted((a, b) => b.effect - a.effect);
  const [weakest] = words.toSorted((a, b) => a.effect - b.effect);
  const said = [
    strongest && strongest.effect >= least ? speaksFor(strongest, confidence) : '',
    weakest && weakest.effect <= -least ? speaksAgainst(weakest, confidence) : '',
  ].filter((sentence) => sentence !== '');
  if (said.length > 0) return [head, ...said].join(' ');
  if (words.length === 0) return `${head} There are no other words.`;
  return `${head} No single other word matters: any of them could be another one.`;
}

function speaksFor(word: WordEffect, confidence: number): string {
  return `“${word.text}” speaks most for it (${signed(word.effect)}): with an unknown word there it would be ${left(word, confidence)}.`;
}

function speaksAgainst(word: WordEffect, confidence: number): string {
  return `“${word.text}” speaks most against it (${signed(word.effect)}): with an unknown word there it would be ${left(word, confidence)}.`;
}

/** The probability that the service found with a word of which nothing is known in place of this one. */
function left({ effect }: WordEffect, confidence: number): string {
  return percent(Math.min(1, Math.max(0, confidence - effect)));
}
