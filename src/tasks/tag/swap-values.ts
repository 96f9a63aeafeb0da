import type { LabelledSentence } from '../../corpus/index.ts';
import type { Span } from '../../text/bio.ts';
import { exchangeValues } from './exchange-values.ts';
import { isMovable, isPlace, type RoleNames, type SwapCase } from './swap-case.ts';

/** Words that, right before a place, make it the one or the other role beyond doubt. */
const originCue = /(?:^|[\s,])(?:from|leave|leaving|leaves|depart|departing|departs|out of)\s+$/iu;
const destinationCue =
  /(?:^|[\s,])(?:to|into|reach|reaching|arrive|arriving|arrives|(?:arriv(?:e|es|ing)|be) (?:in|at)|leav(?:e|ing) for)\s+$/iu;

/**
 * Lets the two places of a sentence change places: "from A to B" becomes "from B to A", so the roles must
 * follow the words around them. Undefined unless the sentence has exactly one origin and one destination, each
 * a plain name that occurs once and stands right after a word that decides its role, and no other place.
 */
export function swapValues(sentence: LabelledSentence, roles: RoleNames): SwapCase | undefined {
  const { text, requested } = sentence;
  const places = sentence.slots.filter(({ slot }) => isPlace(slot));
  const [first, second] = places.toSorted((a, b) => a.start - b.start);
  const named = new Set(places.map(({ slot }) => slot));
  if (places.length !== 2 || !named.has(roles.origin) || !named.has(roles.destination)) {
    return undefined;
  }
  if (!isDecided(text, first!, second!, roles) || !places.every((place) => isMovable(text, place))) {
    return undefined;
  }
  const swapped = exchangeValues(text, first!, second!);
  const expected = [first!, second!].map((place) => {
    const { slot, start, end } = swapped.move(place);
    return { slot, start, end };
  });
  const both = [roles.origin, roles.destination];
  return { text: swapped.text, kind: 'values', roles: both, expected, ...(requested && { requested }) };
}

function isDecided(text: string, first: Span, second: Span, { origin }: RoleNames): boolean {
  const isCued = ({ slot, start }: Span): boolean =>
    (slot === origin ? originCue : destinationCue).test(text.slice(Math.max(0, start - 40), start));
  // "A to B" and "B from A" decide both, whatever stands before.
  const between = text.slice(first.end, second.start).trim().toLowerCase();
  return isCued(second) && (isCued(first) || between === (first.slot === origin ? 'to' : 'from'));
}
