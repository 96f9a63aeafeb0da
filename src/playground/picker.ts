import type { Model } from './answer.ts';
import { describeModel, groupByTask } from './cells.ts';
import { byId, element } from './dom.ts';

/** The choice of a model, by task and cell. */
export class Picker {
  readonly #select = byId('model', HTMLSelectElement);
  readonly #facts = byId('model-facts', HTMLElement);
  #models: readonly Model[] = [];
  /** Name of the model that was chosen last, which may not be loaded. */
  #wanted: string | undefined;

  constructor(onChoice: () => void) {
    this.#select.addEventListener('change', () => {
      this.choose(this.#select.value);
      onChoice();
    });
  }

  /** The chosen model; undefined until there are models. */
  get model(): Model | undefined {
    return this.#models.find(({ name }) => name === this.#select.value);
  }

  /** Offers `models`, of which the first one is the default; `titles` are those of their tasks. */
  offer(models: readonly Model[], titles: ReadonlyMap<string, string>): void {
    this.#models = models;
    const options = groupByTask(models, titles).flatMap(({ title, models: own }) => {
      const group = own.map((model) => option(model));
      return title === '' ? group : [element('optgroup', { label: title }, ...group)];
    });
    this.#select.replaceChildren(...options);
    this.choose(this.#wanted);
  }

  /** Chooses the model of that name, or the default one. */
  choose(name: string | undefined): void {
    this.#wanted = name;
    const named = this.#models.find((model) => model.name === name) ?? this.#models[0];
    if (named) this.#select.value = named.name;
    this.#facts.textContent = named ? describeModel(named) : '';
  }
}

function option({ name, version, default: isDefault }: Model): HTMLOptionElement {
  return element('option', { value: name }, `${name} ${version}${isDefault ? ' (default)' : ''}`);
}
