import type { Feed } from '../../runtime/session.ts';
import type { TokenEncoder } from '../../text/encoders/index.ts';
import type { Token } from '../../text/tokenizer.ts';

/** An encoder with the name of the graph input that it feeds. */
export interface NamedEncoder {
  readonly name: string;
  readonly encoder: TokenEncoder;
}

/** Fills bags and sentences up to the size of their batch. */
const padding = -1;

/** The feeds of a batch of texts of at least one token: `[time, batch, width]` rows an encoder, and `lengths` `[batch]`. */
export function encodeBags(
  texts: readonly (readonly Token[])[],
  encoders: readonly NamedEncoder[],
): Record<string, Feed> {
  const feeds: Record<string, Feed> = { lengths: encodeLengths(texts) };
  for (const { name, encoder } of encoders) feeds[name] = encodeRows(texts, encoder);
  return feeds;
}

/** The same, from the vectors of the tokens instead of their rows: `tokens` `[time, batch, width]`. */
export function encodeTokenVectors(
  texts: readonly (readonly { readonly vector: Float32Array }[])[],
): Record<string, Feed> {
  const width = texts[0]![0]!.vector.length;
  const batch = texts.length;
  let time = 0;
  for (const vectors of texts) time = Math.max(time, vectors.length);
  const data = new Float32Array(time * batch * width);
  for (let b = 0; b < batch; b++) {
    const vectors = texts[b]!;
    for (let t = 0; t < vectors.length; t++) data.set(vectors[t]!.vector, (t * batch + b) * width);
  }
  return { lengths: encodeLengths(texts), tokens: { type: 'float32', data, dims: [time, batch, width] } };
}

function encodeLengths(texts: readonly (readonly unknown[])[]): Feed {
  return { type: 'int32', data: Int32Array.from(texts, ({ length }) => length), dims: [texts.length] };
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
