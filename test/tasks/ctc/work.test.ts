import { expect, it } from 'vitest';
import type { DecodeRequest } from '../../../src/tasks/ctc/request.ts';
import { sizeOf, stepsOf } from '../../../src/tasks/ctc/work.ts';

const frames = 100;
const symbols = 32;
/** Half of the values of each frame are likely. */
const values = Float32Array.from({ length: frames * symbols }, (_, at) => (at % 2 === 0 ? -1 : -50));
const request: DecodeRequest = {
  matrices: [{ values, frames, symbols }],
  isList: false,
  alphabet: { symbols: [], blank: 0 },
  method: 'beam',
  search: {},
};

it('counts the labellings of the beam and the likely symbols', () => {
  const steps = stepsOf(request);
  expect(stepsOf({ ...request, matrices: [...request.matrices, ...request.matrices] })).toBeCloseTo(
    2 * steps,
    6,
  );
  expect(stepsOf({ ...request, search: { beamWidth: 100 } })).toBeGreaterThan(1.9 * steps);
  expect(stepsOf({ ...request, search: { tokenMinLogProb: -100 } })).toBeGreaterThan(1.3 * steps);
  expect(stepsOf({ ...request, lexicon: ['a'] })).toBeGreaterThan(2 * steps);
  expect(stepsOf({ ...request, hotwords: [] })).toBe(steps);
});

it('takes a second of speech for longer work than a sentence, unless it is read by its best path', () => {
  expect(sizeOf(request)).toBeGreaterThan(256);
  expect(sizeOf({ ...request, method: 'greedy' })).toBeLessThan(10);
});
