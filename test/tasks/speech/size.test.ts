import { expect, it } from 'vitest';
import { estimateSteps } from '../../../src/tasks/speech/size.ts';
import { writeWav } from '../../helpers/wav.ts';

const limits = { seconds: 60, decodedBytes: 2 ** 24 };
const wav = (seconds: number): Uint8Array =>
  writeWav([new Float32Array(seconds * 8000)], { sampleRate: 8000, bits: 8 });

it('counts 34 steps a second, of files and of samples', () => {
  expect(estimateSteps({ audio: wav(10), limits })).toBe(341);
  expect(estimateSteps({ audio: new Int16Array(160_000), limits })).toBe(340);
});

it('counts no recording as less than a second, so that a batch never has hundreds', () => {
  expect(estimateSteps({ audio: wav(0.1), limits })).toBe(34);
});

it('counts what does not tell its length as the longest there may be', () => {
  expect(estimateSteps({ audio: Buffer.from('\x1a\x45\xdf\xa3', 'latin1'), limits })).toBe(2040);
});
