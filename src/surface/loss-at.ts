import { encodeBatch } from '../tasks/tag/encode.ts';
import { encodeGold } from '../tasks/tag/examples.ts';
import { buildTrainingModel, gradientName } from '../tasks/tag/graphs.ts';
import { layoutOf } from '../tasks/tag/train.ts';
import type { TaggerSetup } from '../tasks/tag/trainee.ts';
import { buildEncoders } from '../text/encoders/index.ts';
import { TrainingSession } from '../training/session.ts';

/** The loss of one batch at any recurrent weights of a tagger of one forward layer. */
export interface LossAt {
  /** The recurrent weights, to be changed in place. */
  readonly R: Float32Array;
  /** Tokens of the longest sentence. */
  readonly longest: number;
  /** The mean loss of a sentence at the weights as they are now. */
  evaluate(): Promise<number>;
  /** The gradient by `R` that the last evaluation found. */
  readonly gradient: Float32Array;
  close(): Promise<void>;
}

const recurrentWeights = 'layer0.forward.R';

/** Loads the training graph of a tagger with its weights and its longest training sentences. */
export async function openLoss(
  setup: TaggerSetup,
  weights: Float32Array,
  sentences: number,
): Promise<LossAt> {
  const { bytes } = buildTrainingModel(setup.architecture);
  const layout = layoutOf(setup);
  const found = new Float32Array(layout.total);
  const fed = layout.feeds(Float32Array.from(weights));
  const into = layout.feeds(found, gradientName);
  const longest = setup.train.toSorted((a, b) => b.tokens.length - a.tokens.length).slice(0, sentences);
  const encoders = buildEncoders(setup.recipe.encoders, setup.words);
  const { gold } = encodeGold(longest, setup.labels.length);
  const batch = { ...encodeBatch(longest, encoders), gold };
  const gradient = into[gradientName(recurrentWeights)]!.data as Float32Array;
  const session = await TrainingSession.create(bytes);
  return {
    R: fed[recurrentWeights]!.data as Float32Array,
    gradient,
    longest: longest[0]!.tokens.length,
    async evaluate() {
      const { loss } = await session.run({ ...fed, ...batch }, into);
      for (let i = 0; i < gradient.length; i++) gradient[i]! /= longest.length;
      return loss!.data[0]! / longest.length;
    },
    close: () => session.release(),
  };
}
