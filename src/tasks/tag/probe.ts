import { randomSource } from '../../random.ts';
import type { Feed, Session } from '../../runtime/session.ts';

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

const probeTime = 16;

/**
 * Whether a sentence by itself gets other bits from the graph than beside another one: onnxruntime computes single rows
 * by other kernels, and not all of its operators (`RNN`) add up in the same order then.
 */
export async function isOddAlone(
  session: Session,
  width: number,
  slots: readonly string[] | undefined,
): Promise<boolean> {
  const random = randomSource('probe');
  const row = Float32Array.from({ length: probeTime * width }, () => random.normal());
  const scoresOf = async (batch: number): Promise<Float32Array> => {
    const data = new Float32Array(batch * row.length);
    for (let t = 0; t < probeTime; t++) {
      const token = row.subarray(t * width, (t + 1) * width);
      for (let b = 0; b < batch; b++) data.set(token, (t * batch + b) * width);
    }
    const feeds: Record<string, Feed> = {
      tokens: { type: 'float32', data, dims: [probeTime, batch, width] },
      lengths: { type: 'int32', data: new Int32Array(batch).fill(probeTime), dims: [batch] },
    };
    if (slots) {
      const asked = new Float32Array(batch * slots.length);
      feeds.requested = { type: 'float32', data: asked, dims: [batch, slots.length] };
    }
    return (await session.run(feeds, ['scores'])).scores!;
  };
  const [alone, together] = [await scoresOf(1), await scoresOf(2)];
  const labels = alone.length / probeTime;
  return alone.some((score, i) => score !== together[Math.floor(i / labels) * 2 * labels + (i % labels)]);
}
