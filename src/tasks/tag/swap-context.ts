import type { LabelledSentence } from '../../corpus/index.ts';
import { isMovable, isPlace, otherRole, type RoleNames, type SwapCase } from './swap-case.ts';

/**
 * What stands right before a destination, and what to say instead to make it an origin. Each direction takes
 * the first pair that fits, so a later pair serves only the direction that no earlier one has.
 */
export const contextPairs: readonly (readonly [arrive: string, leave: string])[] = [
  ['arrive in', 'leave from'],
  ['arrives in', 'leaves from'],
  ['arriving in', 'leaving from'],
  ['arrive in', 'depart from'],
  ['arrives in', 'departs from'],
  ['arriving in', 'departing from'],
  ['arrive at', 'leave from'],
  ['arrives at', 'leaves from'],
  ['arriving at', 'leaving from'],
  ['arrive to', 'leave from'],
  ['reach', 'leave'],
  ['reaches', 'leaves'],
  ['reaching', 'leaving'],
  ['arrive', 'depart'],
  ['arriving', 'departing'],
  ['go to', 'leave from'],
  ['goes to', 'leaves from'],
  ['going to', 'leaving from'],
  ['going to', 'coming from'],
  ['get to', 'leave from'],
  ['headed to', 'leaving from'],
  ['heading to', 'leaving from'],
  ['fly to', 'fly from'],
  ['flies to', 'flies from'],
  ['flying to', 'flying from'],
  ['fly into', 'fly out of'],
  ['flying into', 'flying out of'],
  ['travel to', 'travel from'],
  ['traveling to', 'traveling from'],
  ['travelling to', 'travelling from'],
  ['drive to', 'drive from'],
  ['driving to', 'driving from'],
  ['directions to', 'directions from'],
  ...'flight flights ticket tickets train trains bus buses fare fares airfare seat seats ride'
    .split(' ')
    .map((noun) => [`${noun} to`, `${noun} from`] as const),
];

/** Words elsewhere in the sentence that may give the place, or another one, a role of their own. */
const otherCues =
  /\b(?:from|into|out of|leav\w*|left|depart\w*|arriv\w*|reach\w*|back|return\w*|round[ -]trip|between|via|through|at which|here|there|home|origin|destination|start\w*|end\w*|hotels?|house|rooms?|stay\w*|visit\w*|live)\b/iu;

/** "to" is harmless only before a verb, and where the words that turn begin. */
const otherTo =
  /\bto\b(?! (?:\||(?:go|get|fly|travel|leave|know|find|book|be|see|take|make|search|have|buy|reserve|drive|head|plan|check|look|ride|purchase|catch|arrange|schedule|request)\b))/iu;

/**
 * Turns the words before the only place of a sentence: "flight to A" becomes "flight from A", and the same
 * name must change its role. Undefined unless `contextPairs` has the words and nothing else in the sentence
 * says a direction. Slots that the system asked for are turned too, so that the question fits the answer.
 */
export function swapContext(sentence: LabelledSentence, roles: RoleNames): SwapCase | undefined {
  const { text, requested } = sentence;
  const places = sentence.slots.filter(({ slot }) => isPlace(slot));
  const [place] = places;
  if (places.length !== 1 || (place!.slot !== roles.origin && place!.slot !== roles.destination)) {
    return undefined;
  }
  const before = text.slice(0, place!.start);
  const side = place!.slot === roles.destination ? 0 : 1;
  const pair = contextPairs.find((phrases) => endsWithPhrase(before, phrases[side]!));
  if (pair === undefined || !isMovable(text, place!)) {
    return undefined;
  }
  const kept = before.trimEnd().slice(0, -pair[side]!.length);
  // A bar for the words that turn.
  const rest = `${kept}| ${text.slice(place!.end)}`;
  if (otherCues.test(rest) || otherTo.test(rest)) {
    return undefined;
  }
  const turned = `${kept}${sameCase(pair[1 - side]!, before.slice(kept.length))} `;
  const value = text.slice(place!.start, place!.end);
  const slot = otherRole(place!.slot, roles);
  return {
    text: turned + value + text.slice(place!.end),
    kind: 'context',
    roles: [roles.origin, roles.destination],
    expected: [{ slot, start: turned.length, end: turned.length + value.length }],
    ...(requested && { requested: requested.map((name) => turnedRequest(name, roles)) }),
  };
}

function endsWithPhrase(before: string, phrase: string): boolean {
  const words = before.trimEnd().toLowerCase();
  return (
    before !== before.trimEnd() &&
    words.endsWith(phrase) &&
    !/[\p{L}\p{N}'’-]$/u.test(words.slice(0, -phrase.length))
  );
}

function sameCase(phrase: string, replaced: string): string {
  return /^\p{Lu}/u.test(replaced) ? phrase[0]!.toUpperCase() + phrase.slice(1) : phrase;
}

function turnedRequest(slot: string, roles: RoleNames): string {
  return slot === roles.origin || slot === roles.destination ? otherRole(slot, roles) : slot;
}
