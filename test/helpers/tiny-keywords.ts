import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { cellSchema } from '../../src/nn/cells/index.ts';
import { normal } from '../../src/nn/init.ts';
import { packageFiles } from '../../src/package/files.ts';
import type { KeywordsManifestFields } from '../../src/package/manifest.ts';
import { assemblePackage, type NewPackage, savePackage, withGolden } from '../../src/package/save.ts';
import { randomSource } from '../../src/random.ts';
import { recordGolden } from '../../src/tasks/keywords/golden.ts';
import { buildServingModel, parametersOf } from '../../src/tasks/keywords/graphs.ts';
import { loadKeywords } from '../../src/tasks/keywords/load.ts';
import type { Method } from '../../src/tasks/keywords/method.ts';
import type { KeywordsModel } from '../../src/tasks/keywords/model.ts';
import type { KeywordsArchitecture } from '../../src/tasks/keywords/network.ts';
import { openKeywords } from '../../src/tasks/keywords/service.ts';
import { tokenInputs } from '../../src/tasks/tokens/inputs.ts';
import { encodersSchema } from '../../src/text/encoders/schema.ts';
import { tokenizerName } from '../../src/text/tokenizer.ts';
import { buildVocabulary } from '../../src/text/vocabulary.ts';
import { temporaryFolder } from './tiny-package.ts';

const words = 'night trains link old towns and the ferry leaves at noon with a cheap ticket'.split(' ');

/** What sets a tiny model apart from others. */
export interface TinyKeywordsOptions {
  readonly method?: Method;
  readonly cell?: string;
  /** Of its weights. */
  readonly seed?: number;
  readonly maxWords?: number;
  readonly threshold?: number;
}

/**
 * The parts of a small package of keywords with seeded random weights: its answers mean nothing, but stay the same. Its
 * windows are of 16 tokens, so that short texts have several.
 */
export function tinyKeywordsParts(
  name = 'topics',
  {
    method = 'tagger',
    cell: cellName = 'lstm',
    seed = 21,
    maxWords = 3,
    threshold = 0.2,
  }: TinyKeywordsOptions = {},
): NewPackage<KeywordsManifestFields> {
  const encoders = encodersSchema.parse({ word: { dimension: 5 }, trigram: { dimension: 4, buckets: 64 } });
  const vocabulary = buildVocabulary(words);
  const cell = cellSchema.parse(cellName);
  const architecture: KeywordsArchitecture = {
    method,
    inputs: tokenInputs(encoders, { vocabulary }, undefined),
    place: 3,
    cell,
    reading: 'bidirectional',
    layers: 1,
    hidden: 6,
    attention: 4,
    dropout: { input: 0, between: 0, output: 0 },
  };
  const random = randomSource(seed);
  const tensors = new Map(
    parametersOf(architecture).map((spec) => [spec.name, normal(0.8)(random, spec.shape)]),
  );
  const graphs = buildServingModel(architecture, tensors);
  return {
    manifest: {
      name,
      version: '3.0.0',
      task: 'keywords',
      language: 'en',
      license: 'Apache-2.0',
      model: { tokens: 'tokens.onnx', file: 'model.onnx', opset: 18 },
      tokenizer: tokenizerName,
      encoders,
      method,
      maxWords,
      window: { size: 16, margin: 4 },
      threshold,
      architecture: { cell, direction: 'bidirectional', layers: 1, hidden: 6 },
      training: {
        seed,
        recipe: { task: 'keywords', name, encoders: { word: { dimension: 5 } } },
        dataSet: [{ name: 'none', license: 'CC0-1.0', sha256: '0'.repeat(64) }],
      },
      metrics: { dev: { dataSet: 'none', f1: 0.5 } },
    },
    files: {
      'tokens.onnx': graphs.tokens,
      'model.onnx': graphs.windows,
      [packageFiles.vocabulary]: JSON.stringify(vocabulary),
    },
  };
}

/** Writes the package `<folder>/<name>` with two golden cases, and gives its folder. */
export async function writeTinyKeywords(
  folder: string,
  name?: string,
  options?: TinyKeywordsOptions,
): Promise<string> {
  const parts = tinyKeywordsParts(name, options);
  const target = join(folder, parts.manifest.name);
  const model = await openKeywords(assemblePackage(target, withGolden(parts, [])));
  const golden = await recordGolden(model, ['night trains link old towns', 'the ferry leaves at noon']);
  await model.close();
  await savePackage(target, withGolden(parts, golden));
  return target;
}

/** A loaded tiny model for the test that calls this. */
export async function tinyKeywords(options?: TinyKeywordsOptions): Promise<KeywordsModel> {
  const { folder, remove } = await temporaryFolder();
  const model = await loadKeywords(await writeTinyKeywords(folder, 'topics', options));
  await remove();
  onTestFinished(() => model.close());
  return model;
}
