import type { Feed, Session } from '../../runtime/session.ts';
import type { NamedEncoder } from './encode.ts';

/**
 * Runs the graph of tokens once on a token made of the highest row of every encoder, and gives its vector. A table
 * smaller than its encoder thus fails when the package loads, not when the first rare word comes.
 */
export async function probeTokens(
  session: Session,
  encoders: readonly NamedEncoder[],
): Promise<Float32Array> {
  const rows = encoders.map(({ name, encoder }): [string, Feed] => [
    name,
    { type: 'int32', data: Int32Array.of(encoder.rows - 1), dims: [1, 1, 1] },
  ]);
  const { tokens } = await session.run(Object.fromEntries(rows), ['tokens']);
  return tokens!;
}

/** Runs the graph of sentences once, so that no request finds it cold, and gives its `transitions`. */
export async function probeSentences(
  session: Session,
  vector: Float32Array,
  slots: readonly string[] | undefined,
): Promise<Float32Array> {
  const feeds: Record<string, Feed> = {
    tokens: { type: 'float32', data: vector, dims: [1, 1, vector.length] },
    lengths: { type: 'int32', data: Int32Array.of(1), dims: [1] },
  };
  if (slots) {
    feeds.requested = { type: 'float32', data: new Float32Array(slots.length), dims: [1, slots.length] };
  }
  const { scores, transitions } = await session.run(feeds, ['scores', 'transitions']);
  if (scores!.some((score) => !Number.isFinite(score))) throw new Error('output scores: is not finite');
  return transitions!;
}
