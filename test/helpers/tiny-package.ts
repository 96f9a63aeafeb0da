import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { bioConstraint } from '../../src/decoding/constraint.ts';
import { type CellName, cellSchema } from '../../src/nn/cells/index.ts';
import { normal } from '../../src/nn/init.ts';
import type { Reading } from '../../src/nn/layer.ts';
import { packageFiles } from '../../src/package/files.ts';
import type { NewPackage } from '../../src/package/save.ts';
import { randomSource } from '../../src/random.ts';
import { allowedTransitions } from '../../src/tasks/tag/allowed.ts';
import { buildScoringModel, buildServingModel } from '../../src/tasks/tag/graphs.ts';
import { loadTagger } from '../../src/tasks/tag/load.ts';
import type { TaggerArchitecture } from '../../src/tasks/tag/network.ts';
import { saveTagger } from '../../src/tasks/tag/save.ts';
import type { Tagger } from '../../src/tasks/tag/tagger.ts';
import { labelsOf } from '../../src/text/bio.ts';
import { buildEncoders } from '../../src/text/encoders/index.ts';
import { encodersSchema } from '../../src/text/encoders/schema.ts';
import { tokenizerName } from '../../src/text/tokenizer.ts';
import { buildVocabulary } from '../../src/text/vocabulary.ts';

/** Sizes of a package whose weights are random: its answers mean nothing, but they are always the same. */
export interface TinyOptions {
  readonly name?: string;
  readonly slots?: readonly string[];
  /** Whether the graph has the input `requested`. */
  readonly requested?: boolean;
  readonly hidden?: number;
  readonly dimension?: number;
  /** Without a CRF, tokens are labelled each by itself. */
  readonly crf?: boolean;
  readonly cell?: CellName;
  readonly layers?: number;
  readonly direction?: Reading;
  /** Without it, the package has no graph of gates and states. */
  readonly states?: boolean;
}

const words = 'i would like to arrive leave taipei tokyo on november 2nd from two tickets'.split(' ');

/** The parts of a small package with seeded random weights. */
export function tinyParts(options: TinyOptions = {}): NewPackage {
  const { name = 'tiny', slots = ['arrival_time', 'destination', 'origin'], requested = false } = options;
  const { hidden = 6, dimension = 5, layers = 1, crf = true, states = true } = options;
  const cell = cellSchema.parse(options.cell ?? 'lstm');
  const { direction = 'bidirectional' } = options;
  const labels = labelsOf(slots);
  const encoders = encodersSchema.parse({
    word: { dimension },
    trigram: { dimension, buckets: 64 },
    shape: { dimension: 3 },
  });
  const vocabulary = buildVocabulary(words);
  const architecture: TaggerArchitecture = {
    inputs: buildEncoders(encoders, { vocabulary }).map((each) => ({
      name: each.name,
      rows: each.encoder.rows,
      dimension: encoders[each.name]!.dimension,
      combine: each.name === 'trigram' ? 'mean' : 'sum',
    })),
    ...(requested && { requested: { slots: slots.length, dimension: 4 } }),
    window: 0,
    cell,
    reading: direction,
    layers,
    hidden,
    dropout: { input: 0, between: 0, output: 0 },
    labels: labels.length,
    ...(crf && { crf: { allowed: allowedTransitions(bioConstraint(labels)) } }),
  };
  const graphs = buildServingModel(architecture, randomTensors(architecture));
  return {
    manifest: {
      name,
      version: '1.2.3',
      task: 'tag',
      language: 'en',
      license: 'Apache-2.0',
      model: {
        tokens: 'tokens.onnx',
        file: 'model.onnx',
        ...(states && { states: 'states.onnx' }),
        opset: 17,
      },
      tokenizer: tokenizerName,
      encoders,
      labels: { count: labels.length },
      slots: [...slots],
      ...(requested && { requested: [...slots] }),
      architecture: { cell, direction, layers, hidden },
      training: {
        seed: 7,
        recipe: {},
        dataSet: [{ name: 'none', license: 'CC0-1.0', sha256: '0'.repeat(64) }],
      },
      metrics: { dev: { dataSet: 'none', f1: 0.5 } },
    },
    files: {
      'tokens.onnx': graphs.tokens,
      'model.onnx': graphs.sentences,
      ...(states && { 'states.onnx': graphs.states }),
      [packageFiles.labels]: JSON.stringify(labels),
      [packageFiles.vocabulary]: JSON.stringify(vocabulary),
      [packageFiles.card]: '# A package for tests\n',
    },
  };
}

function randomTensors(architecture: TaggerArchitecture): Map<string, Float32Array> {
  const random = randomSource(7);
  const { parameters } = buildScoringModel(architecture);
  return new Map(parameters.map(({ name, shape }) => [name, normal(0.8)(random, shape)]));
}

/** Writes the package `<folder>/<name>` and gives its folder. */
export async function writeTinyPackage(folder: string, options: TinyOptions = {}): Promise<string> {
  const parts = tinyParts(options);
  const target = join(folder, parts.manifest.name);
  await saveTagger(target, parts, [
    { text: 'I would like to arrive Taipei on November 2nd' },
    { text: 'leave Taipei', ...(options.requested && { requested: ['origin'] }) },
  ]);
  return target;
}

/** An empty folder for one test, or for one file if made outside tests; removed by the returned function. */
export async function temporaryFolder(): Promise<{ folder: string; remove: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'slotline-'));
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** A loaded tiny tagger for the test that calls this. */
export async function tinyTagger(options: TinyOptions = {}): Promise<Tagger> {
  const { folder, remove } = await temporaryFolder();
  const tagger = await loadTagger(await writeTinyPackage(folder, options));
  await remove();
  onTestFinished(() => tagger.close());
  return tagger;
}
