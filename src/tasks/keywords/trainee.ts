import { dropoutFeeds } from '../../nn/dropout.ts';
import { randomSource } from '../../random.ts';
import { buildEncoders, type EncoderWords } from '../../text/encoders/index.ts';
import type { FedModel } from '../../training/model.ts';
import type { Replica, StepResult, StepSettings } from '../../training/replica.ts';
import type { Feeds } from '../../training/session.ts';
import { startReplica } from '../../training/start-replica.ts';
import type { Trainee, WorkerStart } from '../../training/team.ts';
import { encodeBags, type NamedEncoder } from '../tokens/encode.ts';
import { withOther } from '../tokens/with-other.ts';
import type { Document } from './document.ts';
import type { Example, GoldDocument } from './examples.ts';
import { buildScoringModel, buildTrainingModel } from './graphs.ts';
import type { KeywordsArchitecture } from './network.ts';
import { encodePlaces } from './place.ts';
import { rateDocuments } from './rater.ts';
import type { KeywordsRecipe } from './recipe.ts';
import type { RatedSpan } from './spans.ts';
import { encodeTargets } from './targets.ts';

/** All that a worker needs to train a model of keywords; it is copied to each. */
export interface KeywordsSetup {
  readonly recipe: KeywordsRecipe;
  readonly architecture: KeywordsArchitecture;
  readonly words: EncoderWords;
  readonly train: readonly Example[];
  readonly dev: readonly GoldDocument[];
}

/** Documents that are rated at a time. */
const scoringBatch = 64;

/** A worker's part of the training of a model of keywords; it answers the rated spans of documents. */
export class KeywordsTrainee implements Trainee<RatedSpan[]> {
  readonly #setup: KeywordsSetup;
  readonly #worker: number;
  readonly #replica: Replica;
  readonly #model: FedModel;
  readonly #encoders: readonly NamedEncoder[];

  private constructor(start: WorkerStart<KeywordsSetup>, replica: Replica, model: FedModel) {
    this.#setup = start.setup;
    this.#worker = start.worker;
    this.#replica = replica;
    this.#model = model;
    this.#encoders = buildEncoders(start.setup.recipe.encoders, start.setup.words);
  }

  /** Builds the graphs and loads them. */
  static async create(start: WorkerStart<KeywordsSetup>): Promise<KeywordsTrainee> {
    const { recipe, architecture } = start.setup;
    const model = buildTrainingModel(architecture);
    const models = { training: model, scoring: buildScoringModel(architecture) };
    const replica = await startReplica(start, recipe.training, models);
    return new KeywordsTrainee(start, replica, model);
  }

  step(share: readonly number[], settings: StepSettings): Promise<StepResult> {
    const feeds = share.length > 0 ? this.#trainingFeeds(share, settings.step) : undefined;
    return this.#replica.step(feeds, settings);
  }

  async score(indices: readonly number[]): Promise<RatedSpan[][]> {
    const rated: RatedSpan[][] = [];
    for (let start = 0; start < indices.length; start += scoringBatch) {
      const part = indices.slice(start, start + scoringBatch);
      rated.push(...(await this.#rate(part.map((index) => this.#setup.dev[index]!.document))));
    }
    return rated;
  }

  async refresh(): Promise<void> {
    this.#replica.refresh();
  }

  close(): Promise<void> {
    return this.#replica.release();
  }

  #rate(documents: readonly Document[]): Promise<RatedSpan[][]> {
    const run = this.#replica.scorer();
    const { recipe, architecture } = this.#setup;
    const { maxWords, window } = recipe;
    return rateDocuments(
      documents,
      { method: architecture.method, maxWords, window },
      async (windows, feeds) => {
        const texts = windows.map(({ document, start, end }) =>
          documents[document]!.tokens.slice(start, end),
        );
        const outputs = await run({ ...encodeBags(texts, this.#encoders), ...feeds });
        return Object.fromEntries(Object.entries(outputs).map(([name, { data }]) => [name, data]));
      },
    );
  }

  #trainingFeeds(share: readonly number[], step: number): Feeds {
    const { recipe, train, architecture } = this.#setup;
    const random = randomSource(`${recipe.training.seed} step ${step} worker ${this.#worker}`);
    const examples = share.map((index) => train[index]!);
    const masks = dropoutFeeds(this.#model.dropouts, share.length, random);
    const encoders = withOther(this.#encoders, recipe.encoders, random);
    const texts = examples.map(({ tokens }) => tokens);
    const places = encodePlaces(examples.map((example) => example.places));
    return {
      ...encodeBags(texts, encoders),
      places,
      ...encodeTargets[architecture.method](examples),
      ...masks,
    };
  }
}
