import type { ClassifiedSplits } from '../../corpus/classified/splits.ts';
import { opset } from '../../graph/model.ts';
import { packageFiles } from '../../package/files.ts';
import type { SentimentManifestFields } from '../../package/manifest.ts';
import { assemblePackage, type NewPackage, savePackage, withGolden } from '../../package/save.ts';
import { type Finished, graphFiles, manifestOfTraining, wordFiles } from '../tokens/finished.ts';
import { fitTemperature, type Judgement } from './calibration.ts';
import { classes } from './classes.ts';
import { evaluateJudgements, judgeClassified, type SentimentEvaluation } from './evaluate.ts';
import { recordGolden } from './golden.ts';
import { buildServingModel } from './graphs.ts';
import type { SentimentModel } from './model.ts';
import type { SentimentRecipe } from './recipe.ts';
import { toResult } from './result.ts';
import { openSentiment } from './service.ts';
import { layoutOf } from './train.ts';
import type { SentimentSetup } from './trainee.ts';

/** A training of a sentiment model that has ended. */
export type FinishedSentiment = Finished<SentimentSetup, ClassifiedSplits>;

/** What was measured on the package through the serving path. */
export interface MeasuredSentiment {
  readonly manifest: SentimentManifestFields;
  readonly dev: SentimentEvaluation;
  readonly test?: SentimentEvaluation;
  /** Size of the graphs with their weights. */
  readonly bytes: number;
}

type NewSentiment = NewPackage<SentimentManifestFields>;
type Calibration = SentimentManifestFields['calibration'];

/**
 * Saves the best weights as a package in `folder`: calibrated on dev, with what it reaches on dev and test, golden cases
 * and the model card that `card` writes. Throws a PackageError, and writes nothing, if the package could not be loaded.
 */
export async function finishSentiment(
  folder: string,
  training: FinishedSentiment,
  card: (measured: MeasuredSentiment) => string,
): Promise<MeasuredSentiment> {
  const { splits, dataName, setup } = training;
  const files = filesOf(training);
  const asJudged = manifestOf(training, { temperature: 1, neutral: setup.recipe.neutral }, {});
  const judged = await withModel(folder, { manifest: asJudged, files }, async (model) => ({
    dev: await judgeClassified(model, splits.dev),
    test: splits.test && (await judgeClassified(model, splits.test)),
  }));
  const calibration = { temperature: fitTemperature(judged.dev), neutral: setup.recipe.neutral };
  const dev = evaluateJudgements(judged.dev, calibration);
  const test = judged.test && evaluateJudgements(judged.test, calibration);
  const manifest = manifestOf(training, calibration, {
    dev: figures(`${dataName} dev${splits.devCutFromTrain ? ', cut from train by hash' : ''}`, dev),
    ...(test && { test: figures(`${dataName} test`, test) }),
  });
  const bytes = files[graphFiles.tokens]!.length + files[graphFiles.model]!.length;
  const measured = { manifest, dev, ...(test && { test }), bytes };
  const complete = { manifest, files: { ...files, [packageFiles.card]: card(measured) } };
  const texts =
    setup.recipe.examples.length > 0 ? setup.recipe.examples : surest(splits, judged.dev, calibration);
  const golden = await withModel(folder, complete, (model) => recordGolden(model, texts));
  await savePackage(folder, withGolden(complete, golden));
  return measured;
}

/** Asks the model as serving would have it from these parts. */
async function withModel<T>(
  folder: string,
  parts: NewSentiment,
  ask: (model: SentimentModel) => Promise<T>,
): Promise<T> {
  const model = await openSentiment(assemblePackage(folder, withGolden(parts, [])));
  try {
    return await ask(model);
  } finally {
    await model.close();
  }
}

const longestGolden = 120;
const casesOfEach = 2;

/** Short dev texts of each class that leave the least doubt, or else the first there are. */
function surest(
  { dev }: ClassifiedSplits,
  judgements: readonly Judgement[],
  calibration: Calibration,
): string[] {
  const judged = dev.map(({ text }, index) => ({
    text,
    ...toResult(judgements[index]!.logits, calibration),
  }));
  const short = judged.filter(({ text }) => text.length < longestGolden);
  const pool = short.length > 0 ? short : judged;
  // By the scores and not the labels: of a model that calls everything neutral there must be cases, too.
  const chosen = classes.flatMap((name) =>
    pool
      .toSorted((a, b) => b.scores[name] - a.scores[name])
      .slice(0, casesOfEach)
      .map(({ text }) => text),
  );
  return [...new Set(chosen)];
}

function filesOf({ setup, checkpoint }: FinishedSentiment): Record<string, Uint8Array | string> {
  const { architecture, words } = setup;
  const { tokens, texts } = buildServingModel(architecture, layoutOf(setup).tensors(checkpoint.best));
  return { [graphFiles.tokens]: tokens, [graphFiles.model]: texts, ...wordFiles(words) };
}

function manifestOf(
  training: FinishedSentiment,
  calibration: Calibration,
  metrics: SentimentManifestFields['metrics'],
): SentimentManifestFields {
  const { setup } = training;
  const ofNgrams = setup.architecture.ngrams ? setup.architecture.ngrams.numbers.length + 1 : 0;
  const learned = { parameters: layoutOf(setup).total + ofNgrams, from: { texts: setup.train.length } };
  return {
    ...manifestOfTraining(training, learned),
    task: 'sentiment',
    model: { tokens: graphFiles.tokens, file: graphFiles.model, opset },
    classes: [...classes],
    ...ngramsOfManifest(setup.recipe),
    calibration,
    metrics,
  };
}

/** What serving needs to know of the n-grams. */
function ngramsOfManifest({ ngrams }: SentimentRecipe): Pick<SentimentManifestFields, 'ngrams'> {
  if (!ngrams) return {};
  const { words, characters, buckets } = ngrams;
  return { ngrams: { words, characters, buckets } };
}

function figures(dataSet: string, evaluation: SentimentEvaluation) {
  const { texts, accuracy, byClass, calibrationError, uncalibratedError, neutral, bySource } = evaluation;
  const f1 = { negative: byClass.negative.f1, positive: byClass.positive.f1 };
  const sources = Object.fromEntries(Object.entries(bySource).map(([name, score]) => [name, { ...score }]));
  return {
    ...{ dataSet, accuracy, f1, calibrationError, uncalibratedError, neutral, texts },
    ...(Object.keys(sources).length > 0 && { bySource: sources }),
  };
}
