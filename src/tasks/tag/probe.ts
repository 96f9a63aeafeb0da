import type { Feed, Session } from '../../runtime/session.ts';
import type { NamedEncoder } from './encode.ts';

/**
 * Runs the graph once on a token made of the highest row of every encoder, and gives its `transitions`. A table
 * smaller than its encoder thus fails when the package loads, not when the first rare word comes; and the first
 * request finds a graph that has already run.
 */
export async function probe(
  session: Session,
  encoders: readonly NamedEncoder[],
  slots: readonly string[] | undefined,
): Promise<Float32Array> {
  const feeds: Record<string, Feed> = {
    lengths: { type: 'int32', data: Int32Array.of(1), dims: [1] },
  };
  for (const { name, encoder } of encoders) {
    feeds[name] = { type: 'int32', data: Int32Array.of(encoder.rows - 1), dims: [1, 1, 1] };
  }
  if (slots) {
    feeds.requested = { type: 'float32', data: new Float32Array(slots.length), dims: [1, slots.length] };
  }
  const { scores, transitions } = await session.run(feeds, ['scores', 'transitions']);
  if (scores!.some((score) => !Number.isFinite(score))) throw new Error('output scores: is not finite');
  return transitions!;
}
