import { dropoutFeeds } from '../../nn/dropout.ts';
import { randomSource } from '../../random.ts';
import { buildEncoders, type EncoderWords } from '../../text/encoders/index.ts';
import { answerByLength } from '../../training/by-length.ts';
import type { FedModel } from '../../training/model.ts';
import type { Replica, StepResult, StepSettings } from '../../training/replica.ts';
import type { Feeds } from '../../training/session.ts';
import { startReplica } from '../../training/start-replica.ts';
import type { Trainee, WorkerStart } from '../../training/team.ts';
import { encodeBags, type NamedEncoder } from '../tokens/encode.ts';
import { withOther } from '../tokens/with-other.ts';
import { classes } from './classes.ts';
import type { Example } from './examples.ts';
import { buildScoringModel, buildTrainingModel } from './graphs.ts';
import type { SentimentArchitecture } from './network.ts';
import { encodeNgrams } from './ngrams.ts';
import type { SentimentRecipe } from './recipe.ts';

/** All that a worker needs to train a sentiment model; it is copied to each. */
export interface SentimentSetup {
  readonly recipe: SentimentRecipe;
  readonly architecture: SentimentArchitecture;
  readonly words: EncoderWords;
  readonly train: readonly Example[];
  readonly dev: readonly Example[];
}

const scoringBatch = 64;

/** A worker's part of the training of a sentiment model; it answers logits. */
export class SentimentTrainee implements Trainee<Float32Array> {
  readonly #setup: SentimentSetup;
  readonly #worker: number;
  readonly #replica: Replica;
  readonly #model: FedModel;
  readonly #encoders: readonly NamedEncoder[];

  private constructor(start: WorkerStart<SentimentSetup>, replica: Replica, model: FedModel) {
    this.#setup = start.setup;
    this.#worker = start.worker;
    this.#replica = replica;
    this.#model = model;
    this.#encoders = buildEncoders(start.setup.recipe.encoders, start.setup.words);
  }

  /** Builds the graphs and loads them. */
  static async create(start: WorkerStart<SentimentSetup>): Promise<SentimentTrainee> {
    const { recipe, architecture } = start.setup;
    const model = buildTrainingModel(architecture);
    const models = { training: model, scoring: buildScoringModel(architecture) };
    const replica = await startReplica(start, recipe.training, models);
    return new SentimentTrainee(start, replica, model);
  }

  step(share: readonly number[], settings: StepSettings): Promise<StepResult> {
    const feeds = share.length > 0 ? this.#trainingFeeds(share, settings.step) : undefined;
    return this.#replica.step(feeds, settings);
  }

  async score(indices: readonly number[]): Promise<Float32Array[]> {
    const run = this.#replica.scorer();
    return answerByLength(
      indices.map((index) => this.#setup.dev[index]!),
      { size: scoringBatch, lengthOf: ({ tokens }) => tokens.length },
      async (examples) => {
        const { logits } = await run({
          ...this.#encode(examples, this.#encoders),
          ...(this.#setup.architecture.ngrams && {
            ngrams: encodeNgrams(examples.map(({ ngrams }) => ngrams!)),
          }),
        });
        const row = (place: number) =>
          logits!.data.slice(place * classes.length, (place + 1) * classes.length);
        return examples.map((_, place) => row(place));
      },
    );
  }

  async refresh(): Promise<void> {
    this.#replica.refresh();
  }

  close(): Promise<void> {
    return this.#replica.release();
  }

  #trainingFeeds(share: readonly number[], step: number): Feeds {
    const { recipe, train } = this.#setup;
    const random = randomSource(`${recipe.training.seed} step ${step} worker ${this.#worker}`);
    const examples = share.map((index) => train[index]!);
    const masks = dropoutFeeds(this.#model.dropouts, share.length, random);
    const encoders = withOther(this.#encoders, recipe.encoders, random);
    const gold = Int32Array.from(examples, (example) => example.gold);
    return { ...this.#encode(examples, encoders), ...masks, gold: { data: gold, dims: [gold.length, 1] } };
  }

  #encode(examples: readonly Example[], encoders: readonly NamedEncoder[]): Feeds {
    return encodeBags(
      examples.map(({ tokens }) => tokens),
      encoders,
    );
  }
}
