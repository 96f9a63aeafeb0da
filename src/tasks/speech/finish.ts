import type { SpeechSplits } from '../../corpus/speech/splits.ts';
import { opset } from '../../graph/model.ts';
import { packageFiles } from '../../package/files.ts';
import type { SpeechManifestFields } from '../../package/manifest.ts';
import { assemblePackage, type NewPackage, savePackage, withGolden } from '../../package/save.ts';
import { sha256Of } from '../../sha256.ts';
import { describeTraining, type FinishedTraining, graphFiles } from '../tokens/finished.ts';
import { type AcousticModel, openAcoustic } from './acoustic-model.ts';
import { evaluateHeard, hear, type SpeechEvaluation } from './evaluate.ts';
import { figuresOf } from './figures.ts';
import { goldenSounds, recordGolden } from './golden.ts';
import { buildServingModel } from './graphs.ts';
import { layoutOf } from './train.ts';
import type { SpeechSetup } from './trainee.ts';
import { encodeWeights, weightsFile } from './weights-file.ts';

/** A training of a speech model that has ended. */
export interface FinishedSpeech extends FinishedTraining<SpeechSetup, SpeechSplits> {
  /** The package that it started from. */
  readonly from?: { readonly name: string; readonly version: string; readonly sha256: string } | undefined;
}

/** What was measured on the package through the serving path. */
export interface MeasuredSpeech {
  readonly manifest: SpeechManifestFields;
  readonly dev: SpeechEvaluation;
  readonly test?: SpeechEvaluation;
  /** Size of the graph with its weights. */
  readonly bytes: number;
}

type NewSpeech = NewPackage<SpeechManifestFields>;

/**
 * Saves the best weights as a package in `folder`, with what it reaches on dev and test, golden cases, the weights to go on
 * from, and the model card that `card` writes. Throws a PackageError, and writes nothing, if it could not be loaded.
 */
export async function finishSpeech(
  folder: string,
  training: FinishedSpeech,
  card: (measured: MeasuredSpeech) => string,
): Promise<MeasuredSpeech> {
  const { splits, dataName, setup, checkpoint } = training;
  const layout = layoutOf(setup);
  const tensors = layout.tensors(checkpoint.best);
  const model = buildServingModel(setup.architecture, tensors);
  const weights = encodeWeights(layout.specs, tensors);
  const described = manifestOf(training, layout.total, sha256Of(weights));
  const files = { [graphFiles.model]: model, [weightsFile]: weights };
  const { dev, test, golden } = await withModel(
    folder,
    { manifest: { ...described, metrics: {} }, files },
    async (acoustic) => ({
      dev: evaluateHeard(await hear(acoustic, splits.dev)),
      ...(splits.test.length > 0 && { test: evaluateHeard(await hear(acoustic, splits.test)) }),
      golden: await recordGolden(acoustic, goldenSounds),
    }),
  );
  const metrics = {
    dev: figuresOf(`${dataName} dev`, dev),
    ...(test && { test: figuresOf(`${dataName} test`, test) }),
  };
  const manifest = { ...described, metrics };
  const measured = { manifest, dev, ...(test && { test }), bytes: model.length };
  const complete = { manifest, files: { ...files, [packageFiles.card]: card(measured) } };
  await savePackage(folder, withGolden(complete, golden));
  return measured;
}

/** Asks the model as serving would have it from these parts. */
async function withModel<T>(
  folder: string,
  parts: NewSpeech,
  ask: (model: AcousticModel) => Promise<T>,
): Promise<T> {
  const model = await openAcoustic(assemblePackage(folder, withGolden(parts, [])));
  try {
    return await ask(model);
  } finally {
    await model.close();
  }
}

function manifestOf(
  training: FinishedSpeech,
  parameters: number,
  sha256: string,
): Omit<SpeechManifestFields, 'metrics'> {
  const { recipe, alphabet, train } = training.setup;
  const seconds = train.reduce((sum, { samples }) => sum + samples.length / recipe.features.sampleRate, 0);
  const from = {
    utterances: train.length,
    hours: Math.round(seconds / 36) / 100,
    ...(training.from && { from: training.from }),
  };
  return {
    ...describeTraining(training, { parameters, from }),
    task: 'speech',
    model: { file: graphFiles.model, opset },
    weights: { file: weightsFile, sha256 },
    features: recipe.features,
    alphabet: { ...alphabet, symbols: [...alphabet.symbols] },
    ...(recipe.decoding && { decoding: recipe.decoding }),
  };
}
