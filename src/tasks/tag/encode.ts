import type { Feed } from '../../runtime/session.ts';
import type { TokenEncoder } from '../../text/encoders/index.ts';
import type { Token } from '../../text/tokenizer.ts';

/** An encoder with the name of the graph input that it feeds. */
export interface NamedEncoder {
  readonly name: string;
  readonly encoder: TokenEncoder;
}

/** One sentence to encode: at least one token, and the slots just asked for. */
export interface Sentence {
  readonly tokens: readonly Token[];
  readonly requested?: readonly string[] | undefined;
}

/** Fills bags and sentences up to the size of their batch. */
const padding = -1;

/**
 * The feeds of a batch, as docs/architecture.md describes them: `[time, batch, width]` rows an encoder, `lengths`
 * `[batch]`, and `requested` `[batch, slots]` if `slots` is given (names not among `slots` are left out).
 */
export function encodeBatch(
  sentences: readonly Sentence[],
  encoders: readonly NamedEncoder[],
  slots?: readonly string[],
): Record<string, Feed> {
  const feeds = encodeSizes(sentences, slots);
  const tokens = sentences.map((sentence) => sentence.tokens);
  for (const { name, encoder } of encoders) feeds[name] = encodeRows(tokens, encoder);
  return feeds;
}

/** The same, from the vectors of the tokens instead of their rows: `tokens` `[time, batch, width]`. */
export function encodeVectors(
  sentences: readonly Sentence[],
  vectors: readonly (readonly { readonly vector: Float32Array }[])[],
  slots?: readonly string[],
): Record<string, Feed> {
  const feeds = encodeSizes(sentences, slots);
  const width = vectors[0]![0]!.vector.length;
  const batch = vectors.length;
  let time = 0;
  for (const sentence of vectors) time = Math.max(time, sentence.length);
  const data = new Float32Array(time * batch * width);
  for (let b = 0; b < batch; b++) {
    const sentence = vectors[b]!;
    for (let t = 0; t < sentence.length; t++) data.set(sentence[t]!.vector, (t * batch + b) * width);
  }
  feeds.tokens = { type: 'float32', data, dims: [time, batch, width] };
  return feeds;
}

function encodeSizes(sentences: readonly Sentence[], slots?: readonly string[]): Record<string, Feed> {
  const lengths = Int32Array.from(sentences, ({ tokens }) => tokens.length);
  const feeds: Record<string, Feed> = {
    lengths: { type: 'int32', data: lengths, dims: [sentences.length] },
  };
  if (slots) feeds.requested = encodeRequested(sentences, slots);
  return feeds;
}

/** Bags of sentences' tokens, int32 `[time, batch, width]`, as wide as the widest of them. */
function encodeRows(sentences: readonly (readonly Token[])[], encoder: TokenEncoder): Feed {
  const bags = sentences.map((tokens) => tokens.map((token) => encoder.encode(token)));
  const time = Math.max(...bags.map((sentence) => sentence.length));
  const width = encoder.width === 1 ? 1 : widest(bags);
  const batch = sentences.length;
  const data = new Int32Array(time * batch * width).fill(padding);
  for (const [b, sentence] of bags.entries()) {
    for (const [t, bag] of sentence.entries()) data.set(bag, (t * batch + b) * width);
  }
  return { type: 'int32', data, dims: [time, batch, width] };
}

/** Bags of single tokens, int32 `[1, tokens, width]`, as wide as any token's could be. */
export function encodeTokens(tokens: readonly Token[], encoder: TokenEncoder): Feed {
  const { width } = encoder;
  const data = new Int32Array(tokens.length * width).fill(padding);
  for (const [t, token] of tokens.entries()) data.set(encoder.encode(token), t * width);
  return { type: 'int32', data, dims: [1, tokens.length, width] };
}

function widest(bags: readonly (readonly (readonly number[])[])[]): number {
  let width = 1;
  for (const bag of bags.flat()) width = Math.max(width, bag.length);
  return width;
}

function encodeRequested(sentences: readonly Sentence[], slots: readonly string[]): Feed {
  const data = new Float32Array(sentences.length * slots.length);
  for (const [b, { requested }] of sentences.entries()) {
    if (!requested) continue;
    for (const [s, slot] of slots.entries()) {
      if (requested.includes(slot)) data[b * slots.length + s] = 1;
    }
  }
  return { type: 'float32', data, dims: [sentences.length, slots.length] };
}
