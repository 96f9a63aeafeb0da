import { join } from 'node:path';
import { cellSchema } from '../src/nn/cells/index.ts';
import { glorotUniform } from '../src/nn/init.ts';
import { packageFiles } from '../src/package/files.ts';
import { assemblePackage, savePackage } from '../src/package/save.ts';
import { randomSource } from '../src/random.ts';
import { recordGolden } from '../src/tasks/sentiment/golden.ts';
import { buildServingModel, parametersOf } from '../src/tasks/sentiment/graphs.ts';
import { openSentiment } from '../src/tasks/sentiment/service.ts';
import { tokenInputs } from '../src/tasks/tokens/inputs.ts';
import { encodersSchema } from '../src/text/encoders/schema.ts';
import { tokenizerName } from '../src/text/tokenizer.ts';
import { buildVocabulary } from '../src/text/vocabulary.ts';

/** A sentiment model of the size that the recipes give one, never trained: what it costs does not depend on its weights. */
export async function writeUntrainedSentiment(folder: string): Promise<void> {
  const encoders = encodersSchema.parse({ word: { dimension: 100 } });
  const vocabulary = buildVocabulary(['the', 'room', 'was', 'clean']);
  const cell = cellSchema.parse('lstm');
  const size = { reading: 'bidirectional', layers: 1, hidden: 128, attention: 64 } as const;
  const dropout = { input: 0, between: 0, output: 0 };
  const architecture = { inputs: tokenInputs(encoders, { vocabulary }, undefined), cell, ...size, dropout };
  const random = randomSource(1);
  const specs = parametersOf(architecture);
  const tensors = new Map(specs.map(({ name, shape }) => [name, glorotUniform(random, shape)]));
  const { tokens, texts } = buildServingModel(architecture, tensors);
  const manifest = {
    name: 'untrained',
    version: '1.0.0',
    task: 'sentiment',
    language: 'en',
    license: 'Apache-2.0',
    model: { tokens: 'tokens.onnx', file: 'model.onnx', opset: 18 },
    tokenizer: tokenizerName,
    encoders,
    classes: ['negative', 'positive'] as ['negative', 'positive'],
    calibration: { temperature: 1, neutral: 0.2 },
    architecture: { cell, direction: size.reading, layers: size.layers, hidden: size.hidden },
    training: {
      seed: 1,
      recipe: {},
      dataSet: [{ name: 'none', license: 'CC0-1.0', sha256: '0'.repeat(64) }],
    },
    metrics: {},
  } as const;
  const partsWith = (golden: unknown) => ({
    manifest: { ...manifest, training: { ...manifest.training, dataSet: [...manifest.training.dataSet] } },
    files: {
      'tokens.onnx': tokens,
      'model.onnx': texts,
      [packageFiles.vocabulary]: JSON.stringify(vocabulary),
      [packageFiles.golden]: JSON.stringify(golden),
    },
  });
  const target = join(folder, manifest.name);
  const model = await openSentiment(assemblePackage(target, partsWith([])));
  const golden = await recordGolden(model, ['the room was clean']);
  await model.close();
  await savePackage(target, partsWith(golden));
}
