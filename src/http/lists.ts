import { SlotlineError } from '../errors.ts';
import { explainSlotsShape, requestedShape } from './schemas/tag.ts';

/**
 * Refuses lists of a task's body that are too long or hold what they must not, before zod sees them: it would make an
 * issue of each bad entry, and a megabyte of bad entries would take it seconds.
 */
export function checkLists(body: unknown, mostTexts: number): void {
  const { texts, requested, explainSlots } = Object(body) as Record<string, unknown>;
  if (Array.isArray(texts) && texts.length > mostTexts) {
    const detail = `${texts.length} texts; send at most ${mostTexts} in one request`;
    throw new SlotlineError('too_many_texts', detail, { pointer: '/texts' });
  }
  if (Array.isArray(requested) && !isNames(requested) && !requested.every(isNames)) {
    throw new SlotlineError('invalid_field', requestedShape, { pointer: '/requested' });
  }
  if (Array.isArray(explainSlots) && !isNames(explainSlots)) {
    throw new SlotlineError('invalid_field', explainSlotsShape, { pointer: '/explainSlots' });
  }
}

function isNames(value: unknown): boolean {
  return Array.isArray(value) && value.every((entry) => typeof entry === 'string');
}
