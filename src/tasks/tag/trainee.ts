import { bioConstraint } from '../../decoding/constraint.ts';
import { prepareTransitions } from '../../decoding/transitions.ts';
import { viterbi } from '../../decoding/viterbi.ts';
import { dropoutFeeds } from '../../nn/dropout.ts';
import { randomSource } from '../../random.ts';
import { buildEncoders, type EncoderWords } from '../../text/encoders/index.ts';
import { answerByLength } from '../../training/by-length.ts';
import type { FedModel } from '../../training/model.ts';
import type { Replica, StepResult, StepSettings } from '../../training/replica.ts';
import type { Feeds } from '../../training/session.ts';
import { startReplica } from '../../training/start-replica.ts';
import type { Trainee, WorkerStart } from '../../training/team.ts';
import type { NamedEncoder } from '../tokens/encode.ts';
import { withOther } from '../tokens/with-other.ts';
import { encodeBatch } from './encode.ts';
import { type Example, encodeGold, inLowerCase } from './examples.ts';
import { buildScoringModel, buildTrainingModel } from './graphs.ts';
import type { TaggerArchitecture } from './network.ts';
import { encodeOpinions, type Opinions, type Shown } from './opinions.ts';
import type { Recipe } from './recipe.ts';
import { scoresOf } from './scores.ts';

/** All that a worker needs to train a tagger; it is copied to each. */
export interface TaggerSetup {
  readonly recipe: Recipe;
  readonly architecture: TaggerArchitecture;
  readonly labels: readonly string[];
  /** Names of the `requested` input. */
  readonly requested: readonly string[] | undefined;
  readonly words: EncoderWords;
  /** The sentences of the training part, and after them their `twins`. */
  readonly train: readonly Example[];
  /** How many of `train` were added with origin and destination swapped. */
  readonly twins: number;
  readonly dev: readonly Example[];
  /** What the teacher thinks of `train`, if the recipe has one. */
  readonly opinions?: Opinions | undefined;
}

const scoringBatch = 64;

/** A worker's part of the training of a tagger; it answers label numbers. */
export class TaggerTrainee implements Trainee<Int32Array> {
  readonly #setup: TaggerSetup;
  readonly #worker: number;
  readonly #replica: Replica;
  readonly #model: FedModel;
  readonly #encoders: readonly NamedEncoder[];

  private constructor(start: WorkerStart<TaggerSetup>, replica: Replica, model: FedModel) {
    this.#setup = start.setup;
    this.#worker = start.worker;
    this.#replica = replica;
    this.#model = model;
    this.#encoders = buildEncoders(start.setup.recipe.encoders, start.setup.words);
  }

  /** Builds the graphs and loads them. */
  static async create(start: WorkerStart<TaggerSetup>): Promise<TaggerTrainee> {
    const { recipe, architecture } = start.setup;
    const model = buildTrainingModel(architecture, recipe.distillation);
    const models = { training: model, scoring: buildScoringModel(architecture) };
    const replica = await startReplica(start, recipe.training, models);
    return new TaggerTrainee(start, replica, model);
  }

  step(share: readonly number[], settings: StepSettings): Promise<StepResult> {
    const feeds = share.length > 0 ? this.#trainingFeeds(share, settings.step) : undefined;
    return this.#replica.step(feeds, settings);
  }

  async score(indices: readonly number[]): Promise<Int32Array[]> {
    const run = this.#replica.scorer();
    return answerByLength(
      indices.map((index) => this.#setup.dev[index]!),
      { size: scoringBatch, lengthOf: ({ tokens }) => tokens.length },
      (examples) => this.#decode(examples, run),
    );
  }

  async refresh(): Promise<void> {
    this.#replica.refresh();
  }

  close(): Promise<void> {
    return this.#replica.release();
  }

  async #decode(examples: readonly Example[], run: ReturnType<Replica['scorer']>): Promise<Int32Array[]> {
    const { labels, requested } = this.#setup;
    const { scores, transitions } = await run(encodeBatch(examples, this.#encoders, requested));
    const table = prepareTransitions(transitions!.data, bioConstraint(labels));
    return examples.map(({ tokens }, place) => {
      const size = { batch: examples.length, length: tokens.length, labels: labels.length };
      return viterbi(scoresOf(scores!.data, place, size), table);
    });
  }

  #trainingFeeds(share: readonly number[], step: number): Feeds {
    const { recipe, requested, train } = this.#setup;
    const random = randomSource(`${recipe.training.seed} step ${step} worker ${this.#worker}`);
    const shown = share.map((index) => ({
      index,
      lowerCased: random.next() < recipe.augmentation.lowerCase,
    }));
    const seen = shown.map(({ index, lowerCased }) =>
      lowerCased ? inLowerCase(train[index]!) : train[index]!,
    );
    // Before the words: a seed gives the weights that it always gave.
    const masks = dropoutFeeds(this.#model.dropouts, share.length, random);
    const encoders = withOther(this.#encoders, recipe.encoders, random);
    return { ...encodeBatch(seen, encoders, requested), ...this.#targets(shown), ...masks };
  }

  #targets(shown: readonly Shown[]): Feeds {
    const { architecture, opinions, recipe, train } = this.#setup;
    const { labels, crf } = architecture;
    const examples = shown.map(({ index }) => train[index]!);
    const { gold, arcs } = encodeGold(examples, labels);
    const hard = { gold, ...(crf && { arcs }) };
    if (!opinions) return hard;
    const { teacher, teacher_arcs } = encodeOpinions(shown, opinions, { time: gold.dims[0]!, labels });
    const soft = { teacher, ...(crf && { teacher_arcs }) };
    return recipe.distillation!.weight === 1 ? soft : { ...hard, ...soft };
  }
}
