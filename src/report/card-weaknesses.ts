import type { ManifestFields } from '../package/manifest.ts';
import type { Evaluation } from '../tasks/tag/evaluate.ts';
import { confusedPairs } from './confusions.ts';
import { count, percent } from './format.ts';
import { inline } from './markdown.ts';

const few = 30;

/** What a model is known to do badly, from what was measured on `part`, and what such taggers do badly in general. */
export function weaknesses(manifest: ManifestFields, measured: Evaluation, part: string): string[] {
  return [
    ...weakSlots(measured, part),
    ...rareSlots(manifest, measured, part),
    ...confusions(measured, part),
    ...swaps(measured),
    'It knows phrasings like those of its data; others, and places or names of unusual form, are found less surely.',
    'Spelling mistakes, speech without punctuation and mixed languages may lower its scores; that was not measured.',
    'Slots are stretches of the text as written: dates and numbers are not made into values, and slots do not overlap.',
    'A confidence is the probability that the model gives a slot; how often it is right at that confidence was not measured.',
  ];
}

function weakSlots({ scores }: Evaluation, part: string): string[] {
  const weak = Object.entries(scores.bySlot)
    .filter(([, { gold, f1 }]) => gold >= few && f1 < Math.min(0.9, scores.overall.f1))
    .sort(([, a], [, b]) => a.f1 - b.f1)
    .slice(0, 5)
    .map(([slot, { f1 }]) => `${inline(slot)} (F1 ${percent(f1)})`);
  return weak.length > 0 ? [`Weakest on ${part}: ${weak.join(', ')}.`] : [];
}

function rareSlots({ slots }: ManifestFields, { scores }: Evaluation, part: string): string[] {
  const rare = slots.filter((slot) => (scores.bySlot[slot]?.gold ?? 0) < few).map(inline);
  if (rare.length === 0) return [];
  const named =
    rare.length > 12 ? `${rare.slice(0, 12).join(', ')} and ${rare.length - 12} more` : rare.join(', ');
  return [`Fewer than ${few} spans on ${part}, so that the figures say little: ${named}.`];
}

function confusions({ confusion }: Evaluation, part: string): string[] {
  const pairs = confusedPairs(confusion)
    .filter(({ gold, predicted }) => gold !== 'O' && predicted !== 'O')
    .slice(0, 3)
    .map(
      ({ gold, predicted, tokens }) => `${inline(gold)} as ${inline(predicted)} (${count(tokens)} tokens)`,
    );
  return pairs.length > 0 ? [`Most often confused on ${part}: ${pairs.join(', ')}.`] : [];
}

function swaps({ swap }: Evaluation): string[] {
  if (!swap || swap.overall.total === 0 || swap.overall.rate > 0.98) return [];
  const wrong = percent(1 - swap.overall.rate);
  return [`In ${wrong} of the role swaps it did not follow the words around the place.`];
}
