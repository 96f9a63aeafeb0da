import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { cellSchema } from '../../src/nn/cells/index.ts';
import { normal } from '../../src/nn/init.ts';
import { quantizeNgrams } from '../../src/nn/ngrams.ts';
import { packageFiles } from '../../src/package/files.ts';
import type { SentimentManifestFields } from '../../src/package/manifest.ts';
import { assemblePackage, type NewPackage, savePackage } from '../../src/package/save.ts';
import { randomSource } from '../../src/random.ts';
import { recordGolden } from '../../src/tasks/sentiment/golden.ts';
import { buildServingModel, parametersOf } from '../../src/tasks/sentiment/graphs.ts';
import { loadSentiment } from '../../src/tasks/sentiment/load.ts';
import type { SentimentModel } from '../../src/tasks/sentiment/model.ts';
import type { SentimentArchitecture } from '../../src/tasks/sentiment/network.ts';
import { openSentiment } from '../../src/tasks/sentiment/service.ts';
import { tokenInputs } from '../../src/tasks/tokens/inputs.ts';
import { encodersSchema } from '../../src/text/encoders/schema.ts';
import type { NgramSettings } from '../../src/text/ngrams/schema.ts';
import { tokenizerName } from '../../src/text/tokenizer.ts';
import { buildVocabulary } from '../../src/text/vocabulary.ts';
import { temporaryFolder } from './tiny-package.ts';

const words = 'the room was clean and quiet not bad at all never again'.split(' ');

/** What sets a tiny model apart from others. */
export interface TinySentimentOptions {
  readonly language?: string;
  readonly cell?: string;
  /** Of its weights. */
  readonly seed?: number;
  /** What a judge beside the network looks at; there is none without it. */
  readonly ngrams?: NgramSettings;
}

/** The parts of a small sentiment package with seeded random weights: its answers mean nothing, but stay the same. */
export function tinySentimentParts(
  name = 'moods',
  { language = 'en', cell: cellName = 'lstm', seed = 11, ngrams }: TinySentimentOptions = {},
): NewPackage<SentimentManifestFields> {
  const encoders = encodersSchema.parse({ word: { dimension: 5 }, trigram: { dimension: 4, buckets: 64 } });
  const vocabulary = buildVocabulary(words);
  const cell = cellSchema.parse(cellName);
  const weights = normal(0.8)(randomSource(`${seed} n-grams`), [ngrams?.buckets ?? 0]);
  const architecture: SentimentArchitecture = {
    inputs: tokenInputs(encoders, { vocabulary }, undefined),
    cell,
    reading: 'bidirectional',
    layers: 1,
    hidden: 6,
    attention: 3,
    dropout: { input: 0, between: 0, output: 0 },
    ...(ngrams && { ngrams: { ...quantizeNgrams(weights), bias: 0.1 } }),
  };
  const random = randomSource(seed);
  const tensors = new Map(
    parametersOf(architecture).map((spec) => [spec.name, normal(0.8)(random, spec.shape)]),
  );
  const graphs = buildServingModel(architecture, tensors);
  return {
    manifest: {
      name,
      version: '2.0.0',
      task: 'sentiment',
      language,
      license: 'Apache-2.0',
      model: { tokens: 'tokens.onnx', file: 'model.onnx', opset: 18 },
      tokenizer: tokenizerName,
      encoders,
      ...(ngrams && { ngrams }),
      classes: ['negative', 'positive'],
      calibration: { temperature: 1.5, neutral: 0.1 },
      architecture: { cell, direction: 'bidirectional', layers: 1, hidden: 6 },
      training: {
        seed,
        recipe: {},
        dataSet: [{ name: 'none', license: 'CC0-1.0', sha256: '0'.repeat(64) }],
      },
      metrics: { dev: { dataSet: 'none', accuracy: 0.5 } },
    },
    files: {
      'tokens.onnx': graphs.tokens,
      'model.onnx': graphs.texts,
      [packageFiles.vocabulary]: JSON.stringify(vocabulary),
    },
  };
}

/** Writes the package `<folder>/<name>` with two golden cases, and gives its folder. */
export async function writeTinySentiment(
  folder: string,
  name?: string,
  options?: TinySentimentOptions,
): Promise<string> {
  const parts = tinySentimentParts(name, options);
  const target = join(folder, parts.manifest.name);
  const withGolden = (golden: unknown) => ({
    ...parts,
    files: { ...parts.files, [packageFiles.golden]: JSON.stringify(golden) },
  });
  const model = await openSentiment(assemblePackage(target, withGolden([])));
  const golden = await recordGolden(model, ['the room was clean', 'never again']);
  await model.close();
  await savePackage(target, withGolden(golden));
  return target;
}

/** A loaded tiny model for the test that calls this. */
export async function tinySentiment(options?: TinySentimentOptions): Promise<SentimentModel> {
  const { folder, remove } = await temporaryFolder();
  const model = await loadSentiment(await writeTinySentiment(folder, 'moods', options));
  await remove();
  onTestFinished(() => model.close());
  return model;
}
