import { extractFeatures, type Features } from '../../audio/features/extract.ts';
import { type CtcAlphabet, decodeGreedy } from '../../decoding/ctc/index.ts';
import { encodeCtcTargets } from '../../nn/ctc-targets.ts';
import { dropoutFeeds } from '../../nn/dropout.ts';
import { randomSource } from '../../random.ts';
import { answerByLength } from '../../training/by-length.ts';
import type { FedModel } from '../../training/model.ts';
import type { Replica, StepResult, StepSettings } from '../../training/replica.ts';
import type { Feeds } from '../../training/session.ts';
import { startReplica } from '../../training/start-replica.ts';
import type { Trainee, WorkerStart } from '../../training/team.ts';
import { ofText } from '../tokens/probe.ts';
import { batchFeatures } from './batch-features.ts';
import type { Example, Examples } from './examples.ts';
import { buildScoringModel, buildTrainingModel } from './graphs.ts';
import type { SpeechArchitecture } from './network.ts';
import type { SpeechRecipe } from './recipe.ts';
import { featureVariation, type VaryFeatures } from './varied-features.ts';

/** All that a worker needs to train a speech model; it is copied to each, but for the samples, which all share. */
export interface SpeechSetup {
  readonly recipe: SpeechRecipe;
  readonly alphabet: CtcAlphabet;
  readonly architecture: SpeechArchitecture;
  readonly train: readonly Example[];
  readonly dev: readonly Example[];
  /** How many utterances cannot be learned from or scored by. */
  readonly leftOut: { readonly train: LeftOut; readonly dev: LeftOut };
}

/** Utterances that are not used, by why. */
export type LeftOut = Omit<Examples, 'examples'>;

const scoringBatch = 32;

/** A worker's part of the training of a speech model; it answers what it reads by the best path. */
export class SpeechTrainee implements Trainee<string> {
  readonly #setup: SpeechSetup;
  readonly #worker: number;
  readonly #replica: Replica;
  readonly #model: FedModel;
  readonly #vary: VaryFeatures;
  /** Of dev, by index: they are the same in each epoch. */
  readonly #features = new Map<number, Features>();

  private constructor(
    start: WorkerStart<SpeechSetup>,
    replica: Replica,
    { model, vary }: { readonly model: FedModel; readonly vary: VaryFeatures },
  ) {
    this.#setup = start.setup;
    this.#worker = start.worker;
    this.#replica = replica;
    this.#model = model;
    this.#vary = vary;
  }

  /** Builds the graphs and loads them. */
  static async create(start: WorkerStart<SpeechSetup>): Promise<SpeechTrainee> {
    const { recipe, architecture, train } = start.setup;
    const model = buildTrainingModel(architecture);
    const models = { training: model, scoring: buildScoringModel(architecture) };
    const replica = await startReplica(start, recipe.training, models);
    const others = train.map(({ samples }) => samples);
    const vary = await featureVariation(recipe.features, recipe.augmentation, others);
    return new SpeechTrainee(start, replica, { model, vary });
  }

  step(share: readonly number[], settings: StepSettings): Promise<StepResult> {
    const feeds = share.length > 0 ? this.#trainingFeeds(share, settings.step) : undefined;
    return this.#replica.step(feeds, settings);
  }

  async score(indices: readonly number[]): Promise<string[]> {
    const run = this.#replica.scorer();
    const { alphabet, architecture } = this.#setup;
    const symbols = architecture.symbols;
    return answerByLength(
      indices.map((index) => this.#devFeatures(index)),
      { size: scoringBatch, lengthOf: ({ frames }) => frames },
      async (utterances) => {
        const { logProbs } = await run({ ...batchFeatures(utterances, architecture.inputs) });
        const batch = utterances.length;
        return utterances.map(({ frames }, place) => {
          const values = ofText(logProbs!.data, place, { batch, time: frames, size: symbols });
          return decodeGreedy({ values, frames, symbols }, alphabet).text;
        });
      },
    );
  }

  async refresh(): Promise<void> {
    this.#replica.refresh();
  }

  close(): Promise<void> {
    return this.#replica.release();
  }

  #devFeatures(index: number): Features {
    const known = this.#features.get(index);
    if (known) return known;
    const { recipe, dev } = this.#setup;
    const features = extractFeatures(dev[index]!.samples, recipe.features);
    this.#features.set(index, features);
    return features;
  }

  #trainingFeeds(share: readonly number[], step: number): Feeds {
    const { recipe, train, architecture, alphabet } = this.#setup;
    const { seed } = recipe.training;
    const random = randomSource(`${seed} step ${step} worker ${this.#worker}`);
    const examples = share.map((index) => train[index]!);
    // By example and not by worker, so that all workers together hear the same, however many they are.
    const utterances = share.map((index) =>
      this.#vary(train[index]!.samples, `${seed} step ${step} example ${index}`),
    );
    const targets = examples.map(({ target }) => target);
    const { states, emits, arcs, ends } = encodeCtcTargets(targets, alphabet.blank);
    const batch = share.length;
    return {
      ...batchFeatures(utterances, architecture.inputs),
      ...dropoutFeeds(this.#model.dropouts, batch, random),
      emits: { data: emits, dims: [batch, states] },
      arcs: { data: arcs, dims: [3, states, batch] },
      ends: { data: ends, dims: [states, batch] },
    };
  }
}
