import { expect, it } from 'vitest';
import { workerFile } from '../../src/training/worker-file.ts';

it.each([
  ['file:///app/dist/tasks/tag/train.js', 'file:///app/dist/tasks/tag/worker.js'],
  ['file:///app/src/tasks/tag/train.ts', 'file:///app/dist/tasks/tag/worker.js'],
  ['file:///home/me/src/slotline/src/tasks/train.ts', 'file:///home/me/src/slotline/dist/tasks/worker.js'],
])('finds the compiled worker of %s', (from, to) => {
  expect(workerFile(from, 'worker').href).toBe(to);
});
