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
