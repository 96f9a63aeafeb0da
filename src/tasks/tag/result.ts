import type { DecodedSentence } from '../../decoding/decode.ts';
import { type OffsetUnit, offsetMapper } from '../../text/offsets.ts';
import type { Token } from '../../text/tokenizer.ts';
import { rounded } from '../tokens/confidence.ts';

/** A token with its label and the probability of that label; offsets in UTF-16 units unless said otherwise. */
export interface TaggedToken extends Token {
  readonly label: string;
  readonly confidence: number;
}

/** A found slot; `text` is the stretch as written, `confidence` the probability that exactly this slot is here. */
export interface TaggedSlot {
  readonly slot: string;
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly confidence: number;
}

/** What a tagger says about one text. */
export interface TagResult {
  readonly tokens: TaggedToken[];
  readonly slots: TaggedSlot[];
}

/** Puts label names and characters to a decoded sentence. */
export function toResult(
  text: string,
  tokens: readonly Token[],
  decoded: DecodedSentence,
  labels: readonly string[],
): TagResult {
  return {
    tokens: tokens.map((token, t) => ({
      ...token,
      label: labels[decoded.labels[t]!]!,
      confidence: rounded(decoded.confidences[t]!),
    })),
    slots: decoded.chunks.map(({ slot, first, last, confidence }) => {
      const { start } = tokens[first]!;
      const { end } = tokens[last]!;
      return { slot, text: text.slice(start, end), start, end, confidence: rounded(confidence) };
    }),
  };
}

/** The same result with its offsets, so far in UTF-16 units of `text`, told in `unit`. */
export function inUnit(result: TagResult, text: string, unit: OffsetUnit): TagResult {
  if (unit === 'utf16') return result;
  const map = offsetMapper(text, unit);
  const moved = <T extends { start: number; end: number }>(item: T): T => ({
    ...item,
    start: map(item.start),
    end: map(item.end),
  });
  return { tokens: result.tokens.map(moved), slots: result.slots.map(moved) };
}
