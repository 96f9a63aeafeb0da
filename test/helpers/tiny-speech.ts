import { join } from 'node:path';
import { defaultFeatures, featureWidth } from '../../src/audio/features/settings.ts';
import { cellSchema } from '../../src/nn/cells/index.ts';
import { normal } from '../../src/nn/init.ts';
import type { SpeechManifestFields } from '../../src/package/manifest.ts';
import { assemblePackage, type NewPackage, savePackage, withGolden } from '../../src/package/save.ts';
import { randomSource } from '../../src/random.ts';
import { openAcoustic } from '../../src/tasks/speech/acoustic-model.ts';
import { alphabetOf, englishLetters } from '../../src/tasks/speech/alphabet.ts';
import { goldenSounds, recordGolden } from '../../src/tasks/speech/golden.ts';
import { buildServingModel, parametersOf } from '../../src/tasks/speech/graphs.ts';
import type { SpeechArchitecture } from '../../src/tasks/speech/network.ts';

/** A small acoustic network. */
export const tinyArchitecture: SpeechArchitecture = {
  inputs: featureWidth(defaultFeatures),
  symbols: englishLetters.length + 1,
  cell: cellSchema.parse('lstm'),
  reading: 'bidirectional',
  layers: 2,
  hidden: 6,
  dropout: { input: 0, between: 0, output: 0 },
};

/** Seeded random numbers for each of its tensors. */
export function tinyTensors(architecture = tinyArchitecture, seed = 11): Map<string, Float32Array> {
  const random = randomSource(seed);
  return new Map(parametersOf(architecture).map((spec) => [spec.name, normal(0.5)(random, spec.shape)]));
}

/** The parts of a small speech package with seeded random weights: what it writes means nothing, but stays the same. */
export function tinySpeechParts(name = 'ears', seed = 11): NewPackage<SpeechManifestFields> {
  const { cell, layers, hidden } = tinyArchitecture;
  return {
    manifest: {
      name,
      version: '2.0.0',
      task: 'speech',
      language: 'en',
      license: 'Apache-2.0',
      model: { file: 'model.onnx', opset: 18 },
      features: { ...defaultFeatures },
      alphabet: alphabetOf(englishLetters),
      architecture: { cell, direction: 'bidirectional', layers, hidden },
      training: {
        seed,
        recipe: {},
        dataSet: [{ name: 'none', license: 'CC0-1.0', sha256: '0'.repeat(64) }],
      },
      metrics: { dev: { dataSet: 'none', letterErrorRate: 0.5 } },
    },
    files: { 'model.onnx': buildServingModel(tinyArchitecture, tinyTensors(tinyArchitecture, seed)) },
  };
}

/** Writes the package `<folder>/<name>` with its golden cases, and gives its folder. */
export async function writeTinySpeech(folder: string, name?: string, seed?: number): Promise<string> {
  const parts = tinySpeechParts(name, seed);
  const target = join(folder, parts.manifest.name);
  const model = await openAcoustic(assemblePackage(target, withGolden(parts, [])));
  const golden = await recordGolden(model, goldenSounds);
  await model.close();
  await savePackage(target, withGolden(parts, golden));
  return target;
}
