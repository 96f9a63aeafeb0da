import { mkdir, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { z } from 'zod';
import type { Splits } from '../../corpus/splits.ts';
import type { WordVectors } from '../../corpus/vectors.ts';
import { opset } from '../../graph/model.ts';
import { packageFiles } from '../../package/files.ts';
import type { Manifest, ManifestFields } from '../../package/manifest.ts';
import type { NewPackage } from '../../package/save.ts';
import { tokenizerName } from '../../text/tokenizer.ts';
import type { Checkpoint } from '../../training/checkpoint.ts';
import { type Evaluation, evaluateTagger } from './evaluate.ts';
import { goldenExamples } from './golden-examples.ts';
import { buildServingModel } from './graphs.ts';
import { loadTagger } from './load.ts';
import { type ChooseExamples, saveTagger } from './save.ts';
import { layoutOf } from './train.ts';
import type { TaggerSetup } from './trainee.ts';

/** A training that has ended, with all that its package is made from. */
export interface FinishedTraining {
  readonly setup: TaggerSetup;
  readonly checkpoint: Checkpoint;
  readonly splits: Splits;
  /** Names the data set in the manifest. */
  readonly dataName: string;
  readonly vectors?: WordVectors | undefined;
  /** The manifest of the model that it learned from. */
  readonly teacher?: Manifest | undefined;
  readonly workers: number;
}

/** What was measured on the package through the serving path. */
export interface Measured {
  readonly manifest: ManifestFields;
  /** Whether dev is no part of the data but a tenth of train. */
  readonly devCutFromTrain: boolean;
  readonly dev: Evaluation;
  readonly test?: Evaluation;
  /** Size of the graphs with their weights. */
  readonly bytes: number;
}

const tokensFile = 'tokens.onnx';
const modelFile = 'model.onnx';
const statesFile = 'states.onnx';

/**
 * Saves the best weights as a package in `folder`, with what it reaches on dev and test and the model card that `card`
 * writes. It is measured as serving loads it, in a hidden folder beside, so that whatever fails on the way leaves an
 * older package as it was.
 */
export async function finishTagger(
  folder: string,
  training: FinishedTraining,
  card: (measured: Measured) => string,
): Promise<Measured> {
  const { setup, splits, dataName } = training;
  const { devCutFromTrain } = splits;
  const files = filesOf(training);
  const examples: ChooseExamples = (tagger) => goldenExamples(tagger, setup.recipe.examples, splits.dev);
  const bare: NewPackage = { manifest: manifestOf(training, {}), files };
  const { dev, test } = await measure(hiddenBeside(folder), bare, { examples, splits });
  const manifest = manifestOf(training, {
    dev: figures(`${dataName} dev${devCutFromTrain ? ', a tenth of train' : ''}`, dev),
    ...(test && { test: figures(`${dataName} test`, test) }),
  });
  const bytes = files[tokensFile]!.length + files[modelFile]!.length;
  const measured = { manifest, devCutFromTrain, dev, ...(test && { test }), bytes };
  await saveTagger(folder, { manifest, files: { ...files, [packageFiles.card]: card(measured) } }, examples);
  return measured;
}

/** Not named by the process, so that what a crash leaves is replaced by the next training. */
function hiddenBeside(folder: string): string {
  const target = resolve(folder);
  return join(dirname(target), `.${basename(target)}.measured`);
}

/** Saves the package in `folder`, measures it as serving loads it from there, and removes it. */
async function measure(
  folder: string,
  parts: NewPackage,
  { examples, splits }: { readonly examples: ChooseExamples; readonly splits: Splits },
): Promise<Pick<Measured, 'dev' | 'test'>> {
  try {
    await saveTagger(folder, parts, examples);
    const tagger = await loadTagger(folder);
    try {
      const dev = await evaluateTagger(tagger, splits.dev);
      return { dev, ...(splits.test && { test: await evaluateTagger(tagger, splits.test) }) };
    } finally {
      await tagger.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Writes a file into the package's folder that is no part of the package, such as the report. */
export async function writeBeside(folder: string, name: string, text: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, name), text);
}

function filesOf({ setup, checkpoint }: FinishedTraining): Record<string, Uint8Array | string> {
  const { architecture, labels, words } = setup;
  const tensors = layoutOf(setup).tensors(checkpoint.best);
  const { tokens, sentences, states } = buildServingModel(architecture, tensors);
  const json = (list: readonly string[]) => `${JSON.stringify(list)}\n`;
  return {
    [tokensFile]: tokens,
    [modelFile]: sentences,
    [statesFile]: states,
    [packageFiles.labels]: json(labels),
    ...(words.vocabulary && { [packageFiles.vocabulary]: json(words.vocabulary) }),
    ...(words.vectorWords && { [packageFiles.vectorWords]: json(words.vectorWords) }),
  };
}

function manifestOf(training: FinishedTraining, metrics: ManifestFields['metrics']): ManifestFields {
  const { setup, checkpoint, splits, dataName, vectors, teacher, workers } = training;
  const { recipe, labels, requested } = setup;
  const { position } = checkpoint;
  return {
    name: recipe.name,
    version: recipe.version,
    task: 'tag',
    language: recipe.language,
    license: recipe.license,
    model: { tokens: tokensFile, file: modelFile, states: statesFile, opset },
    tokenizer: tokenizerName,
    encoders: recipe.encoders,
    labels: { count: labels.length },
    slots: [...new Set(labels.slice(1).map((label) => label.slice(2)))],
    ...(requested && { requested: [...requested] }),
    architecture: { ...plain(recipe.network), parameters: layoutOf(setup).total },
    training: {
      seed: recipe.training.seed,
      recipe: plain(recipe),
      dataSet: [
        { name: dataName, license: recipe.dataLicense, sha256: splits.sha256 },
        ...(vectors
          ? [{ name: 'word vectors', license: recipe.vectors.license, sha256: vectors.sha256 }]
          : []),
      ],
      ...(teacher && { teacher: teacherFields(teacher) }),
      sentences: setup.train.length - setup.twins,
      ...(setup.twins > 0 && { twins: setup.twins }),
      epochs: position.history.epochs.length,
      bestEpoch: position.bestEpoch + 1,
      workers,
    },
    metrics,
  };
}

function teacherFields({ name, version, model, files }: Manifest) {
  return { name, version, sha256: files[model.file]!.sha256 };
}

/** As JSON has it: without fields that are undefined. */
function plain<T extends object>(value: T): Record<string, z.core.util.JSONType> {
  return JSON.parse(JSON.stringify(value));
}

function figures(dataSet: string, { scores, bySource, withoutRequested, swap }: Evaluation) {
  return {
    dataSet,
    ...scores.overall,
    exactMatch: scores.exactMatch,
    sentences: scores.sentences,
    bySlot: f1Of(scores.bySlot),
    ...(Object.keys(bySource).length > 0 && { bySource: f1Of(bySource) }),
    ...(withoutRequested && { f1WithoutRequested: withoutRequested.overall.f1 }),
    ...(swap && {
      swap: {
        values: swap.values.rate,
        context: swap.context.rate,
        overall: swap.overall.rate,
        places: swap.places.rate,
      },
    }),
  };
}

function f1Of(scores: Readonly<Record<string, { readonly f1: number }>>): Record<string, number> {
  return Object.fromEntries(Object.entries(scores).map(([name, { f1 }]) => [name, f1]));
}
