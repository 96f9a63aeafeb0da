import type { Stretch, TagRequestBody, TagResultBody } from './tag-answers.ts';

/** What is wrong with the explanation of one text's answer; undefined if nothing is. */
export function explanationFault(
  { explain, explainSlots }: TagRequestBody,
  { tokens, slots, explanation }: TagResultBody,
): string | undefined {
  if (!explain) return explanation && 'an explanation that nobody asked for';
  if (!explanation) return 'no explanation';
  const wanted = slots.filter(({ slot }) => !explainSlots || explainSlots.includes(slot));
  const told = explanation.slots.map(({ words, ...slot }) => slot);
  if (!isSame(told, wanted))
    return `${told.length} slots are explained instead of ${wanted.length}, or others`;
  for (const { slot, start, end, words } of explanation.slots) {
    const outside = tokens.filter((token) => token.end <= start || token.start >= end);
    if (!isSame(words.map(placeOf), outside.map(placeOf)))
      return `the words of ${slot} are not those outside it`;
  }
  return undefined;
}

function placeOf({ text, start, end }: Stretch): Stretch {
  return { text, start, end };
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
