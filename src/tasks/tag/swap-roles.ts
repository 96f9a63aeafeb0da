import type { LabelledSentence } from '../../corpus/index.ts';
import { problemOfSlots } from '../../corpus/slots.ts';
import type { Span } from '../../text/bio.ts';
import { exchangeValues } from './exchange-values.ts';

/** The two slots whose values change places. */
export interface SwappedSlots {
  readonly origin: string;
  readonly destination: string;
}

/**
 * The sentence with the values of its origin and destination exchanged, all slots where they then stand: for
 * training, so that no value belongs to a role. Undefined unless it has exactly one of each, and where a value would
 * run into what now stands beside it, as may happen where no spaces stand between words.
 */
export function swapRoles(sentence: LabelledSentence, roles: SwappedSlots): LabelledSentence | undefined {
  const { text, slots } = sentence;
  const origins = slots.filter(({ slot }) => slot === roles.origin);
  const destinations = slots.filter(({ slot }) => slot === roles.destination);
  if (origins.length !== 1 || destinations.length !== 1) return undefined;
  const [first, second] = [origins[0]!, destinations[0]!].sort((a, b) => a.start - b.start) as [Span, Span];
  const swapped = exchangeValues(text, first, second);
  const moved = slots.map(swapped.move);
  return problemOfSlots(swapped.text, moved) ? undefined : { ...sentence, text: swapped.text, slots: moved };
}
