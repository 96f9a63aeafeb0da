import type { Model } from './answer.ts';
import { describeModel, groupByCell } from './cells.ts';
import { byId, element } from './dom.ts';

/** The choice of a model, and of the slots that the user was just asked for. */
export class Picker {
  readonly #select = byId('model', HTMLSelectElement);
  readonly #facts = byId('model-facts', HTMLElement);
  readonly #asked = byId('asked', HTMLDetailsElement);
  readonly #askedFor = byId('asked-for', HTMLElement);
  readonly #boxes = byId('asked-slots', HTMLElement);
  #models: readonly Model[] = [];
  /** Name of the model that was chosen last, which may not be loaded. */
  #wanted: string | undefined;
  #requested: readonly string[] = [];

  constructor(onChoice: () => void) {
    this.#select.addEventListener('change', () => {
      this.#wanted = this.#select.value;
      this.#showModel();
      onChoice();
    });
    this.#boxes.addEventListener('change', () => {
      const checked = this.#boxes.querySelectorAll<HTMLInputElement>('input:checked');
      this.#requested = [...checked].map(({ value }) => value);
      this.#showRequested();
      onChoice();
    });
  }

  /** The chosen model; undefined until there are models. */
  get model(): Model | undefined {
    return this.#models.find(({ name }) => name === this.#select.value);
  }

  /** Slots that the user was just asked for, as far as the model knows them. */
  get requested(): readonly string[] {
    return this.#requested.filter((slot) => this.model?.requested?.includes(slot));
  }

  /** Offers `models`, the default one first. */
  offer(models: readonly Model[]): void {
    this.#models = models;
    const options = groupByCell(models).flatMap(({ title, models: own }) => {
      const group = own.map((model) => option(model));
      return title === '' ? group : [element('optgroup', { label: title }, ...group)];
    });
    this.#select.replaceChildren(...options);
    this.choose(this.#wanted, this.#requested);
  }

  /** Chooses the model of that name, or the default one, and slots that were asked for. */
  choose(name: string | undefined, requested: readonly string[]): void {
    this.#wanted = name;
    const named = this.#models.find((model) => model.name === name) ?? this.#models[0];
    if (named) this.#select.value = named.name;
    this.#requested = requested;
    this.#showModel();
  }

  #showModel(): void {
    const { model } = this;
    this.#facts.textContent = model ? describeModel(model) : '';
    this.#asked.hidden = !model?.requested;
    const boxes = (model?.requested ?? []).map((slot) => {
      const box = element('input', { type: 'checkbox', value: slot });
      box.checked = this.#requested.includes(slot);
      return element('label', {}, box, ' ', slot);
    });
    this.#boxes.replaceChildren(...boxes);
    this.#showRequested();
  }

  #showRequested(): void {
    this.#askedFor.textContent = this.requested.join(', ') || 'nothing';
  }
}

function option({ name, version, default: isDefault }: Model): HTMLOptionElement {
  return element('option', { value: name }, `${name} ${version}${isDefault ? ' (default)' : ''}`);
}
