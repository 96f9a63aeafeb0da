import { hashString } from '../../random.ts';
import type { SpeechSource } from './plan.ts';

/** The parts that utterances are divided into. */
export type SpeechPart = 'train' | 'dev' | 'test';

/** What is looked at to tell where an utterance belongs. */
export interface ListedUtterance {
  readonly id: string;
  readonly speaker?: string | undefined;
  readonly voice?: string | undefined;
  /** The published split to which it belongs. */
  readonly split?: string | undefined;
}

type HeldOut = SpeechSource['dev'];

/**
 * Which part each utterance of a source is for, by its id; those that limits leave out are missing. It depends on nothing
 * but ids, speakers, voices and published splits, so that the same utterances are set apart whatever else changes.
 */
export function chooseParts(
  source: Pick<SpeechSource, 'dev' | 'test' | 'limit'>,
  utterances: readonly ListedUtterance[],
): Map<string, SpeechPart> {
  const members: Record<SpeechPart, string[]> = { train: [], dev: [], test: [] };
  for (const utterance of utterances) members[partOf(source, utterance)].push(utterance.id);
  const limits = { train: source.limit, dev: source.dev.limit, test: source.test.limit };
  const chosen = new Map<string, SpeechPart>();
  for (const part of ['train', 'dev', 'test'] as const) {
    for (const id of fewest(members[part], limits[part], part)) chosen.set(id, part);
  }
  return chosen;
}

function partOf({ dev, test }: Pick<SpeechSource, 'dev' | 'test'>, utterance: ListedUtterance): SpeechPart {
  if (isHeldOut(test, 'test', utterance)) return 'test';
  return isHeldOut(dev, 'dev', utterance) ? 'dev' : 'train';
}

function isHeldOut(
  { speakers, voices, splits, share }: HeldOut,
  part: SpeechPart,
  { id, speaker, voice, split }: ListedUtterance,
): boolean {
  if (speaker !== undefined && speakers.includes(speaker)) return true;
  if (voice !== undefined && voices.includes(voice)) return true;
  if (split !== undefined && splits.includes(split)) return true;
  return isInShare(id, part, share);
}

/** Whether an id belongs to the share of all that is set apart for a part: the same ids for recordings and for their texts. */
export function isInShare(id: string, part: SpeechPart, share: number): boolean {
  return hashString(`${part} ${id}`) / 2 ** 32 < share;
}

/** At most `limit` of the ids, as if drawn. */
function fewest(ids: readonly string[], limit: number | undefined, part: SpeechPart): readonly string[] {
  if (limit === undefined || ids.length <= limit) return ids;
  const order = ids.map((id) => [hashString(`limit ${part} ${id}`), id] as const);
  return order
    .toSorted(([a], [b]) => a - b)
    .slice(0, limit)
    .map(([, id]) => id);
}
