import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { LazySession } from '../../src/runtime/session.ts';

const model = await readFile(fileURLToPath(new URL('../../models/booking/states.onnx', import.meta.url)));

it('loads a graph once, however many ask for it at once', async () => {
  const lazy = new LazySession(model);
  const [one, other] = await Promise.all([lazy.get(), lazy.get()]);
  expect(one).toBe(other);
  expect(await lazy.get()).toBe(one);
  expect(one.outputs.map(({ name }) => name)).toContain('layer0.forward.c');
  await lazy.close();
});

it('has nothing to free that nobody asked for', async () => {
  await new LazySession(Buffer.from('no graph')).close();
});
