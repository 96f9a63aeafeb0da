import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunJob } from '../../src/cli/compare-messages.ts';
import { type RunEnd, RunPool } from '../../src/cli/compare-pool.ts';
import { recipeSchema } from '../../src/tasks/tag/recipe.ts';
import { temporaryFolder } from '../helpers/tiny-package.ts';

let folder: string;
let remove: () => Promise<void>;
beforeAll(async () => {
  ({ folder, remove } = await temporaryFolder());
});
afterAll(() => remove());

/** A process that does what its job's `data` says. */
const script = `
process.once('message', ({ data }) => {
  const end = (message) => process.send(message, () => process.exit());
  if (data === 'abort') process.abort();
  if (data === 'throw') throw new Error('no luck');
  if (data === 'fail') return end({ kind: 'failed', problem: 'said so' });
  if (data === 'wait') {
    process.on('SIGTERM', () => end({ kind: 'interrupted' }));
    process.send({ kind: 'step', share: 0.5 });
    setInterval(() => {}, 1000);
    return;
  }
  if (data === 'deaf') {
    process.on('SIGTERM', () => {});
    process.send({ kind: 'step', share: 0.5 });
    setInterval(() => {}, 1000);
    return;
  }
  setTimeout(() => end({ kind: 'done' }), 50);
});
`;

function poolOf(names: readonly string[], most: number, onStep: (pool: RunPool) => void = () => {}) {
  const file = join(folder, 'entry.mjs');
  writeFileSync(file, script);
  const recipe = recipeSchema.parse({ name: 'x', encoders: { shape: { dimension: 1 } } });
  const ends: (RunEnd | undefined)[] = names.map(() => undefined);
  const order: number[] = [];
  const pool: RunPool = new RunPool({
    jobs: names.map((data): RunJob => ({ recipe, data, vectors: undefined, folder, fingerprint: '' })),
    most,
    entry: pathToFileURL(file),
    onMessage: () => onStep(pool),
    onEnd: async (index, end) => {
      ends[index] = end;
      order.push(index);
    },
  });
  return { pool, ends, order };
}

describe('RunPool', () => {
  it('lets a crash, an exception and a failure cost only their own runs', async () => {
    const { pool, ends } = poolOf(['ok', 'abort', 'throw', 'fail', 'ok'], 2);
    await pool.run();
    expect(ends).toEqual([
      { kind: 'done' },
      { kind: 'failed', problem: expect.stringContaining('its process ended with SIGABRT') },
      { kind: 'failed', problem: expect.stringMatching(/its process ended with exit code 1/) },
      { kind: 'failed', problem: 'said so' },
      { kind: 'done' },
    ]);
  });

  it('runs no more than are allowed at once', async () => {
    const { pool, order } = poolOf(['ok', 'ok', 'ok'], 1);
    await pool.run();
    expect(order).toEqual([0, 1, 2]);
  });

  it('asks runs to stop, and begins no others', async () => {
    const { pool, ends } = poolOf(['wait', 'ok', 'ok'], 1, (own) => own.stop());
    await pool.run();
    expect(ends).toEqual([{ kind: 'interrupted' }, undefined, undefined]);
  });

  it('ends what does not listen when it is told to', async () => {
    const { pool, ends } = poolOf(['deaf', 'ok'], 1, (own) => {
      own.stop();
      setTimeout(() => own.kill(), 100);
    });
    await pool.run();
    expect(ends).toEqual([{ kind: 'interrupted' }, undefined]);
  });
});
