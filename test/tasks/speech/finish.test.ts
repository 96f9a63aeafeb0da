import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderSpeechCard } from '../../../src/report/speech-card.ts';
import { speechReport } from '../../../src/report/speech-report.ts';
import { evaluateHeard, hear } from '../../../src/tasks/speech/evaluate.ts';
import { finishSpeech, type MeasuredSpeech } from '../../../src/tasks/speech/finish.ts';
import { loadAcoustic } from '../../../src/tasks/speech/load.ts';
import { prepareSpeech } from '../../../src/tasks/speech/prepare.ts';
import { readStart } from '../../../src/tasks/speech/start-from.ts';
import { trainSpeech } from '../../../src/tasks/speech/train.ts';
import type { Checkpoint } from '../../../src/training/checkpoint.ts';
import { tonesRecipe, tonesSplits } from './tones.ts';

const recipe = tonesRecipe();
let folder: string;
let measured: MeasuredSpeech;
let checkpoint: Checkpoint;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'slotline-speech-'));
  const setup = prepareSpeech(recipe, tonesSplits);
  for await (const event of trainSpeech(setup, { dataHash: 'x', workers: 1 })) {
    if (event.kind === 'end') ({ checkpoint } = event);
  }
  const training = { setup, checkpoint, splits: tonesSplits, dataName: 'tones', workers: 1 };
  measured = await finishSpeech(join(folder, 'tones'), training, renderSpeechCard);
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const read = (file: string) => readFileSync(join(folder, 'tones', file), 'utf8');

describe('a finished training of a speech model', () => {
  it('is a package that loads and hears what was learned, by weights in 8 bits', async () => {
    const model = await loadAcoustic(join(folder, 'tones'));
    const evaluation = evaluateHeard(await hear(model, tonesSplits.test));
    await model.close();
    expect(evaluation.wordErrorRate).toBe(0);
    expect(evaluation.heard.map(({ heard }) => heard)).toEqual(tonesSplits.test.map(({ text }) => text));
    expect(Object.keys(evaluation.bySpeaker)).toEqual(['long', 'short']);
    expect(evaluation.bySource).toEqual({});
  });

  it('records what it reaches, and on what', () => {
    const { metrics, training, decoding } = JSON.parse(read('manifest.json'));
    expect(metrics.test).toMatchObject({ dataSet: 'tones test', wordErrorRate: 0, utterances: 5 });
    expect(metrics.test.bySpeaker.long).toMatchObject({ utterances: 2 });
    expect(training).toMatchObject({ utterances: 10, seed: 3, dataSet: [{ name: 'tones' }] });
    expect(decoding).toBeUndefined();
    expect(measured.bytes).toBe(statSync(join(folder, 'tones', 'model.onnx')).size);
  });

  it('has a card and a report with the rates and the errors', () => {
    expect(read('README.md')).toContain(
      'Word error rate **0.00 %** (0 substituted, 0 missing and 0 added of',
    );
    const dev = evaluateHeard([{ id: 'x', source: 's', text: 'a b', heard: 'a c b' }]);
    const { sections, reached } = speechReport(recipe, { ...measured, dev });
    expect(reached).toContainEqual(['Word error rate on dev', '50.00 %']);
    expect(sections.at(-1)!.html).toContain('a c b');
  });

  it('can be gone on from: the weights are those of the training, nearly', async () => {
    const { weights, name } = await readStart(join(folder, 'tones'), recipe);
    expect(name).toBe('tones');
    for (const [index, weight] of weights.entries()) {
      const trained = checkpoint.best[index]!;
      expect(Math.abs(weight - trained)).toBeLessThanOrEqual(Math.abs(trained) / 256);
    }
  });

  it.each([
    ['features', { ...recipe, features: { ...recipe.features, bands: 20 } }],
    ['alphabet', { ...recipe, alphabet: 'abcd ' }],
    ['weights.safetensors', tonesRecipe({}, { hidden: 11 })],
    ['weights.safetensors', tonesRecipe({}, { hidden: 13, layers: 2 })],
    ['weights.safetensors', tonesRecipe({}, { layers: 2 })],
  ])('is no start for other %s', async (what, other) => {
    await expect(readStart(join(folder, 'tones'), other)).rejects.toThrow(what);
  });

  it('is no start with weights that were changed', async () => {
    const file = join(folder, 'tones', 'weights.safetensors');
    const bytes = readFileSync(file);
    bytes[bytes.length - 1]! ^= 1;
    writeFileSync(file, bytes);
    await expect(readStart(join(folder, 'tones'), recipe)).rejects.toThrow('weights.sha256');
  });
});
