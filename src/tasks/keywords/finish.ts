import type { KeywordedSplits } from '../../corpus/keyworded/splits.ts';
import type { KeywordedText } from '../../corpus/keyworded/text.ts';
import { opset } from '../../graph/model.ts';
import { packageFiles } from '../../package/files.ts';
import type { KeywordsManifestFields } from '../../package/manifest.ts';
import { assemblePackage, type NewPackage, savePackage, withGolden } from '../../package/save.ts';
import { type Finished, graphFiles, manifestOfTraining, wordFiles } from '../tokens/finished.ts';
import { scoreBaselines } from './baselines/index.ts';
import { evaluateRanked, type KeywordsEvaluation, type Ranked, rankKeyworded } from './evaluate.ts';
import { recordGolden } from './golden.ts';
import { buildServingModel } from './graphs.ts';
import { type AveragedScore, usualCutoffs } from './metrics.ts';
import type { KeywordsModel } from './model.ts';
import { openKeywords } from './service.ts';
import { bestThreshold } from './threshold.ts';
import { layoutOf } from './train.ts';
import type { KeywordsSetup } from './trainee.ts';

/** A training of a model of keywords that has ended. */
export type FinishedKeywords = Finished<KeywordsSetup, KeywordedSplits>;

/** What was measured on the package through the serving path. */
export interface MeasuredKeywords {
  readonly manifest: KeywordsManifestFields;
  readonly dev: KeywordsEvaluation;
  readonly test?: KeywordsEvaluation;
  /** Size of the graphs with their weights. */
  readonly bytes: number;
}

type NewKeywords = NewPackage<KeywordsManifestFields>;

/**
 * Saves the best weights as a package in `folder`: with the threshold that does best on dev, with what it reaches on dev
 * and test beside baselines, golden cases and the model card that `card` writes. Throws a PackageError, and writes
 * nothing, if the package could not be loaded.
 */
export async function finishKeywords(
  folder: string,
  training: FinishedKeywords,
  card: (measured: MeasuredKeywords) => string,
): Promise<MeasuredKeywords> {
  const { splits, dataName, setup } = training;
  const files = filesOf(training);
  const ranked = await withModel(
    folder,
    { manifest: manifestOf(training, 0.5, {}), files },
    async (model) => ({
      dev: await rankKeyworded(model, splits.dev),
      test: splits.test && (await rankKeyworded(model, splits.test)),
    }),
  );
  const { score: threshold } = bestThreshold(ranked.dev);
  const measure = (texts: readonly KeywordedText[], found: readonly Ranked[]): KeywordsEvaluation => {
    const baselines = scoreBaselines(texts, splits.train, { maxWords: setup.recipe.maxWords });
    return evaluateRanked(found, threshold, baselines);
  };
  const dev = measure(splits.dev, ranked.dev);
  const test = splits.test && ranked.test && measure(splits.test, ranked.test);
  const manifest = manifestOf(training, threshold, {
    dev: figures(`${dataName} dev${splits.devCutFromTrain ? ', cut from train by hash' : ''}`, dev),
    ...(test && { test: figures(`${dataName} test`, test) }),
  });
  const bytes = files[graphFiles.tokens]!.length + files[graphFiles.model]!.length;
  const measured = { manifest, dev, ...(test && { test }), bytes };
  const complete = { manifest, files: { ...files, [packageFiles.card]: card(measured) } };
  const { examples } = setup.recipe;
  const texts = examples.length > 0 ? examples : shortest(splits.dev, ranked.dev, threshold);
  const golden = await withModel(folder, complete, (model) => recordGolden(model, texts));
  await savePackage(folder, withGolden(complete, golden));
  return measured;
}

/** Asks the model as serving would have it from these parts. */
async function withModel<T>(
  folder: string,
  parts: NewKeywords,
  ask: (model: KeywordsModel) => Promise<T>,
): Promise<T> {
  const model = await openKeywords(assemblePackage(folder, withGolden(parts, [])));
  try {
    return await ask(model);
  } finally {
    await model.close();
  }
}

const cases = 4;

/** The shortest dev texts in which something is found, or else the shortest there are. */
function shortest(dev: readonly KeywordedText[], ranked: readonly Ranked[], threshold: number): string[] {
  const some = dev.filter((_, index) => ranked[index]!.phrases.some(({ score }) => score >= threshold));
  const pool = some.length > 0 ? some : dev;
  return pool
    .map(({ text }) => text)
    .sort((a, b) => a.length - b.length)
    .slice(0, cases);
}

function filesOf({ setup, checkpoint }: FinishedKeywords): Record<string, Uint8Array | string> {
  const { architecture, words } = setup;
  const { tokens, windows } = buildServingModel(architecture, layoutOf(setup).tensors(checkpoint.best));
  return { [graphFiles.tokens]: tokens, [graphFiles.model]: windows, ...wordFiles(words) };
}

function manifestOf(
  training: FinishedKeywords,
  threshold: number,
  metrics: KeywordsManifestFields['metrics'],
): KeywordsManifestFields {
  const { setup, splits } = training;
  const { network, maxWords, window } = setup.recipe;
  const learned = { parameters: layoutOf(setup).total, from: { texts: splits.train.length } };
  return {
    ...manifestOfTraining(training, learned),
    task: 'keywords',
    model: { tokens: graphFiles.tokens, file: graphFiles.model, opset },
    method: network.method,
    maxWords,
    window,
    threshold,
    metrics,
  };
}

/** Macro-averaged F1 at the usual numbers of phrases, and precision, recall and F1 of the set (micro-averaged). */
function figures(dataSet: string, { scores, texts }: KeywordsEvaluation) {
  const { extractive, all } = scores;
  const atOf = (at: Readonly<Record<number, AveragedScore>>) =>
    Object.fromEntries(usualCutoffs.map((k) => [`f1At${k}`, at[k]!.macro.f1]));
  const { precision, recall, f1 } = extractive.set.micro;
  return { dataSet, texts, ...atOf(extractive.at), f1, precision, recall, allGold: atOf(all.at) };
}
