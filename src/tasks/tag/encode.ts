import type { Feed } from '../../runtime/session.ts';
import type { Token } from '../../text/tokenizer.ts';
import { encodeBags, encodeTokenVectors, type NamedEncoder } from '../tokens/encode.ts';

/** One sentence to encode: at least one token, and the slots just asked for. */
export interface Sentence {
  readonly tokens: readonly Token[];
  readonly requested?: readonly string[] | undefined;
}

/**
 * The feeds of a batch, as docs/architecture.md describes them: `[time, batch, width]` rows an encoder, `lengths`
 * `[batch]`, and `requested` `[batch, slots]` if `slots` is given (names not among `slots` are left out).
 */
export function encodeBatch(
  sentences: readonly Sentence[],
  encoders: readonly NamedEncoder[],
  slots?: readonly string[],
): Record<string, Feed> {
  const tokens = sentences.map((sentence) => sentence.tokens);
  return { ...encodeBags(tokens, encoders), ...encodeRequested(sentences, slots) };
}

/** The same, from the vectors of the tokens instead of their rows: `tokens` `[time, batch, width]`. */
export function encodeVectors(
  sentences: readonly Sentence[],
  vectors: readonly (readonly { readonly vector: Float32Array }[])[],
  slots?: readonly string[],
): Record<string, Feed> {
  return { ...encodeTokenVectors(vectors), ...encodeRequested(sentences, slots) };
}

function encodeRequested(sentences: readonly Sentence[], slots?: readonly string[]): Record<string, Feed> {
  if (!slots) return {};
  const data = new Float32Array(sentences.length * slots.length);
  for (const [b, { requested }] of sentences.entries()) {
    if (!requested) continue;
    for (const [s, slot] of slots.entries()) {
      if (requested.includes(slot)) data[b * slots.length + s] = 1;
    }
  }
  return { requested: { type: 'float32', data, dims: [sentences.length, slots.length] } };
}
