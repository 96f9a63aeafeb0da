import { rm } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { Splits } from '../../corpus/splits.ts';
import { opset } from '../../graph/model.ts';
import { packageFiles } from '../../package/files.ts';
import type { Manifest, ManifestFields } from '../../package/manifest.ts';
import type { NewPackage } from '../../package/save.ts';
import { type Finished, graphFiles, listFile, manifestOfTraining, wordFiles } from '../tokens/finished.ts';
import { type Evaluation, evaluateTagger } from './evaluate.ts';
import { goldenExamples } from './golden-examples.ts';
import { buildServingModel } from './graphs.ts';
import { loadTagger } from './load.ts';
import { type ChooseExamples, saveTagger } from './save.ts';
import { layoutOf } from './train.ts';
import type { TaggerSetup } from './trainee.ts';

/** A training of a tagger that has ended. */
export interface FinishedTagger extends Finished<TaggerSetup, Splits> {
  /** The manifest of the model that it learned from. */
  readonly teacher?: Manifest | undefined;
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

const statesFile = 'states.onnx';

/**
 * Saves the best weights as a package in `folder`, with what it reaches on dev and test and the model card that `card`
 * writes. It is measured as serving loads it, in a hidden folder beside, so that whatever fails on the way leaves an
 * older package as it was.
 */
export async function finishTagger(
  folder: string,
  training: FinishedTagger,
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
  const bytes = files[graphFiles.tokens]!.length + files[graphFiles.model]!.length;
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

function filesOf({ setup, checkpoint }: FinishedTagger): Record<string, Uint8Array | string> {
  const { architecture, labels, words } = setup;
  const tensors = layoutOf(setup).tensors(checkpoint.best);
  const { tokens, sentences, states } = buildServingModel(architecture, tensors);
  return {
    [graphFiles.tokens]: tokens,
    [graphFiles.model]: sentences,
    [statesFile]: states,
    [packageFiles.labels]: listFile(labels),
    ...wordFiles(words),
  };
}

function manifestOf(training: FinishedTagger, metrics: ManifestFields['metrics']): ManifestFields {
  const { setup, teacher } = training;
  const { labels, requested, train, twins } = setup;
  const from = {
    ...(teacher && { teacher: teacherFields(teacher) }),
    sentences: train.length - twins,
    ...(twins > 0 && { twins }),
  };
  return {
    ...manifestOfTraining(training, { parameters: layoutOf(setup).total, from }),
    task: 'tag',
    model: { tokens: graphFiles.tokens, file: graphFiles.model, states: statesFile, opset },
    labels: { count: labels.length },
    slots: [...new Set(labels.slice(1).map((label) => label.slice(2)))],
    ...(requested && { requested: [...requested] }),
    metrics,
  };
}

function teacherFields({ name, version, model, files }: Manifest) {
  return { name, version, sha256: files[model.file]!.sha256 };
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
