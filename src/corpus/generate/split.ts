import { hashString } from '../../random.ts';
import { withoutAccents } from '../../text/accents.ts';
import { heldOutCities } from './held-out.ts';

/** Which data may name a place: nine of ten names train, the tenth tests, and a fixed list is never trained on. */
export type PlacePart = 'train' | 'test' | 'heldOut';

const words = (name: string): string[] =>
  withoutAccents(name)
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');

const heldOutWords = new Set(heldOutCities.flatMap(words));

/** The part a place name belongs to, by a hash of its words; one held-out word holds the whole name out. */
export function placePart(name: string): PlacePart {
  const parts = words(name);
  if (parts.some((word) => heldOutWords.has(word))) return 'heldOut';
  return hashString(parts.join(' ')) % 10 === 0 ? 'test' : 'train';
}

/** The part a template belongs to: about one in eight is kept for testing. */
export function templatePart(template: string): 'train' | 'test' {
  return hashString(`template ${template}`) % 8 === 0 ? 'test' : 'train';
}
