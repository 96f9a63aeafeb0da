import type { LabelledSentence } from '../../corpus/index.ts';
import type { Tagger, TagRequest } from './tagger.ts';

const looked = 50;
const longest = 80;
const plainCases = 3;
const askedCases = 2;

/**
 * What a tagger's golden cases are recorded from: the recipe's texts, or else the dev sentences that the tagger is
 * surest of among the first, short ones with a slot if there are any; and, for a tagger that takes `requested`, some
 * that say what had been asked for.
 */
export async function goldenExamples(
  tagger: Tagger,
  texts: readonly string[],
  dev: readonly LabelledSentence[],
): Promise<TagRequest[]> {
  const telling = dev.filter(({ slots, text }) => slots.length > 0 && text.length < longest);
  const plain = (telling.length > 0 ? telling : dev).map(({ text }) => ({ text }));
  const known = new Set(tagger.manifest.requested);
  const asked = telling.flatMap(({ text, requested }) => {
    const slots = requested?.filter((slot) => known.has(slot)) ?? [];
    return slots.length > 0 ? [{ text, requested: slots }] : [];
  });
  return [
    ...(texts.length > 0 ? texts.map((text) => ({ text })) : await surest(tagger, plain, plainCases)),
    ...(await surest(tagger, asked, askedCases)),
  ];
}

/** Those of the first requests that leave the least doubt: whose least sure slot is surest. */
async function surest(tagger: Tagger, requests: readonly TagRequest[], most: number): Promise<TagRequest[]> {
  const some = requests.slice(0, looked);
  const results = await tagger.tag(some);
  // An answer without slots tells little, however sure it is.
  const sureness = results.map(({ slots }) =>
    slots.length > 0 ? Math.min(...slots.map(({ confidence }) => confidence)) : 0,
  );
  const order = [...some.keys()].sort((a, b) => sureness[b]! - sureness[a]!);
  return order.slice(0, most).map((index) => some[index]!);
}
