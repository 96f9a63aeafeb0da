import type { Feed, Session } from '../../runtime/session.ts';
import { isOddAlone, ofText } from '../tokens/probe.ts';

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

/** Whether a sentence by itself gets other bits from the graph than beside another one. */
export function isOddSentence(
  session: Session,
  width: number,
  slots: readonly string[] | undefined,
): Promise<boolean> {
  return isOddAlone(width, async ({ feeds, batch, time }) => {
    const asked = slots && new Float32Array(batch * slots.length);
    const requested: Feed | undefined = asked && {
      type: 'float32',
      data: asked,
      dims: [batch, asked.length / batch],
    };
    const { scores } = await session.run({ ...feeds, ...(requested && { requested }) }, ['scores']);
    return ofText(scores!, 0, { batch, time, size: scores!.length / (batch * time) });
  });
}
