import type { Span } from '../../text/bio.ts';
import { normalizeWord } from '../../text/normalize.ts';

/** What the two roles of a place are called: `origin` and `destination`, or the labels of a published corpus. */
export interface RoleNames {
  readonly origin: string;
  readonly destination: string;
}

/** A sentence made from a labelled one so that its places change roles. */
export interface SwapCase {
  readonly text: string;
  /** `values`: the two place names changed places. `context`: the words before the only place were turned. */
  readonly kind: 'values' | 'context';
  /** The places to check, with the role that the new context gives them, in UTF-16 units of `text`. */
  readonly expected: readonly Span[];
  /** The two roles. */
  readonly roles: readonly string[];
  readonly requested?: readonly string[];
}

/** Whether a slot names a place, in the booking labels and in those of ATIS. */
export function isPlace(slot: string): boolean {
  return /origin|destination|stopover|location|loc\.|city|airport|state|country/u.test(slot);
}

/** The other of two roles. */
export function otherRole(slot: string, roles: RoleNames): string {
  return slot === roles.origin ? roles.destination : roles.origin;
}

/** Words that are places only by their context ("here"), or that cannot follow "to" and "from" alike. */
const deictic = /^(?:home|here|there|anywhere|somewhere|that|this|it|them)$/u;

/** Prepositions show that the span is a description ("the dentist near work by 5"), not a name. */
const describing = /\b(?:from|to|near|by|at|in|on|for|before|after|where|with|is)\b/u;

/** What follows when the name goes on beyond the span: a letter, a clitic, or the full stop of "L.A." */
const goesOn = /^(?:[\p{L}\p{N}'’-]|\.\s+\p{Ll})/u;

/** Whether a span is a plain place name that could stand in either role. */
export function isMovable(text: string, { start, end }: Span): boolean {
  const value = normalizeWord(text.slice(start, end));
  const occurrences = normalizeWord(text).split(value).length - 1;
  const isName = !deictic.test(value) && !describing.test(value);
  return isName && occurrences === 1 && !goesOn.test(text.slice(end));
}
