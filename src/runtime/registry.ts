/** What the registry needs to know of a model. */
export interface RegisteredModel {
  readonly manifest: { readonly name: string };
}

/** Models by name. */
export interface Models<M> {
  /** In alphabetical order. */
  readonly names: readonly string[];
  readonly defaultName: string;
  /** The model of that name, or without a name the default one; undefined if there is none. */
  get(name?: string): M | undefined;
  /** In the order of their names. */
  all(): M[];
}

/** What a task has of which no model is loaded. */
export const noModels: Models<never> = { names: [], defaultName: '', get: () => undefined, all: () => [] };

/** The models that answer for their tasks if nobody says otherwise: a user's own is asked by its name. */
const shipped = ['booking', 'sentiment-en', 'keywords', 'speech'];

/** The name of the tagger that reads what was said, if there is one beside the default: `booking-spoken` for `booking`. */
export function spokenTaggerOf({ names, defaultName }: Pick<Models<unknown>, 'names' | 'defaultName'>) {
  const spoken = `${defaultName}-spoken`;
  return names.includes(spoken) ? spoken : undefined;
}

/** The loaded models. */
export class ModelRegistry<M extends RegisteredModel> implements Models<M> {
  readonly names: readonly string[];
  readonly defaultName: string;
  readonly #models: ReadonlyMap<string, M>;

  /**
   * Throws an Error that says what to change if there is no model, two have one name, or `defaultName` is not
   * among them. Without `defaultName` the first of `preferred` that there is is the default, or else the first by name.
   */
  constructor(models: readonly M[], defaultName?: string, preferred: readonly string[] = shipped) {
    const sorted = models.toSorted((a, b) => (a.manifest.name < b.manifest.name ? -1 : 1));
    this.names = sorted.map(({ manifest }) => manifest.name);
    this.#models = new Map(sorted.map((model) => [model.manifest.name, model]));
    const repeated = this.names.find((name, i) => name === this.names[i + 1]);
    if (repeated !== undefined) {
      throw new Error(`two model packages are named ${repeated}; remove one, or train it under another name`);
    }
    const chosen = defaultName ?? preferred.find((name) => this.#models.has(name)) ?? this.names[0];
    if (chosen === undefined) throw new Error('there is no model package');
    if (!this.#models.has(chosen)) {
      throw new Error(`there is no model named ${chosen}; there are: ${this.names.join(', ')}`);
    }
    this.defaultName = chosen;
  }

  get(name: string = this.defaultName): M | undefined {
    return this.#models.get(name);
  }

  all(): M[] {
    return [...this.#models.values()];
  }
}
