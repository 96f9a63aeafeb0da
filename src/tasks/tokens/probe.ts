import { randomSource } from '../../random.ts';
import type { Feed, Session } from '../../runtime/session.ts';
import { encodeTokenVectors, type NamedEncoder } from './encode.ts';

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

/** Lengths of the texts that tell: of one alone the difference may be nothing by chance. */
const probeTimes = [16, 8, 5, 3, 2, 1];

/** What a graph of texts is fed with, and the size of the batch, of texts of `time` tokens. */
export interface ProbeBatch {
  readonly feeds: Record<string, Feed>;
  readonly batch: number;
  readonly time: number;
}

/**
 * Whether a text by itself gets other bits from a graph than beside another one: onnxruntime computes single rows by other
 * kernels, and not all of its operators (`RNN`) add up in the same order then. `first` runs the graph on tokens of `width`
 * and gives what it says of the batch's first text.
 */
export async function isOddAlone(
  width: number,
  first: (batch: ProbeBatch) => Promise<ArrayLike<number>>,
): Promise<boolean> {
  const random = randomSource('probe');
  for (const time of probeTimes) {
    const text = Array.from({ length: time }, () => ({
      vector: Float32Array.from({ length: width }, () => random.normal()),
    }));
    const alone = await first({ feeds: encodeTokenVectors([text]), batch: 1, time });
    const together = await first({ feeds: encodeTokenVectors([text, text]), batch: 2, time });
    if (Array.from(alone).some((number, index) => number !== together[index])) return true;
  }
  return false;
}

/** The numbers of text `place` in a graph's output `[time, batch, size]`, for its first `time` tokens. */
export function ofText(
  output: Float32Array,
  place: number,
  { batch, time, size }: { readonly batch: number; readonly time: number; readonly size: number },
): Float32Array {
  const own = new Float32Array(time * size);
  for (let t = 0; t < time; t++) {
    const at = (t * batch + place) * size;
    own.set(output.subarray(at, at + size), t * size);
  }
  return own;
}
