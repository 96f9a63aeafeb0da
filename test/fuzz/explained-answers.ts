import type { Stretch, TagRequestBody, TagResultBody } from './tag-answers.ts';

/** What is wrong with the explanation or the states of one text's answer; undefined if nothing is. */
export function explanationFault(asked: TagRequestBody, result: TagResultBody): string | undefined {
  for (const [field, kind] of [
    ['explanation', true],
    ['states', 'states'],
  ] as const) {
    const isThere = result[field] !== undefined;
    if (isThere !== (asked.explain === kind))
      return isThere ? `${field} that nobody asked for` : `no ${field}`;
  }
  return wordsFault(asked, result) ?? statesFault(result);
}

function wordsFault(
  { explainSlots }: TagRequestBody,
  { tokens, slots, explanation }: TagResultBody,
): string | undefined {
  if (!explanation) return undefined;
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

/** Every token has its numbers, as many as all others. */
function statesFault({ tokens, states }: TagResultBody): string | undefined {
  const found = states?.layers.flatMap(({ directions }) =>
    directions.flatMap(({ values }) => Object.entries(values)),
  );
  if (found?.length === 0) return 'no gate and no state';
  const odd = found?.find(
    ([, rows]) => rows.length !== tokens.length || new Set(rows.map((row) => row.length)).size > 1,
  );
  return odd && `${odd[0]} does not have its numbers for each token`;
}

function placeOf({ text, start, end }: Stretch): Stretch {
  return { text, start, end };
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
