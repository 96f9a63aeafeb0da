import type { SlotExplanation, WordEffect } from './answer.ts';
import { percent, signed } from './format.ts';

type Effect = Pick<WordEffect, 'text' | 'effect'>;

/** Effects nearer to 0 than this are shown as none. */
const least = 0.005;

/** What an explanation comes to, in words. */
export function effectSummary({ slot, text, confidence, words }: SlotExplanation): string {
  return `“${text}” is taken as ${slot} (${percent(confidence)}). ${effectsOf(words, confidence)}`;
}

/** Which words speak most for and against something of that probability. */
export function effectsOf(words: readonly Effect[], confidence: number): string {
  const [strongest] = words.toSorted((a, b) => b.effect - a.effect);
  const [weakest] = words.toSorted((a, b) => a.effect - b.effect);
  const said = [
    strongest && strongest.effect >= least ? speaksFor(strongest, confidence) : '',
    weakest && weakest.effect <= -least ? speaksAgainst(weakest, confidence) : '',
  ].filter((sentence) => sentence !== '');
  if (said.length > 0) return said.join(' ');
  if (words.length === 0) return 'There are no other words.';
  return 'No single other word matters: any of them could be another one.';
}

function speaksFor(word: Effect, confidence: number): string {
  return `“${word.text}” speaks most for it (${signed(word.effect)}): with an unknown word there it would be ${left(word, confidence)}.`;
}

function speaksAgainst(word: Effect, confidence: number): string {
  return `“${word.text}” speaks most against it (${signed(word.effect)}): with an unknown word there it would be ${left(word, confidence)}.`;
}

/** The probability that the service found with a word of which nothing is known in place of this one. */
function left({ effect }: Effect, confidence: number): string {
  return percent(Math.min(1, Math.max(0, confidence - effect)));
}

/** On which side an effect is, as an attribute of a word. */
export function directionOf(effect = 0): string {
  if (Math.abs(effect) < least) return 'none';
  return effect > 0 ? 'for' : 'against';
}
