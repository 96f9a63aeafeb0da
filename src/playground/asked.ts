import type { Model } from './answer.ts';
import { byId, element } from './dom.ts';

/** The choice of slots that the user was just asked for, offered by models that take it. */
export class Asked {
  readonly #details = byId('asked', HTMLDetailsElement);
  readonly #said = byId('asked-for', HTMLElement);
  readonly #boxes = byId('asked-slots', HTMLElement);
  #model: Model | undefined;
  #chosen: readonly string[] = [];

  constructor(onChoice: () => void) {
    this.#boxes.addEventListener('change', () => {
      const checked = this.#boxes.querySelectorAll<HTMLInputElement>('input:checked');
      this.#chosen = [...checked].map(({ value }) => value);
      this.#tell();
      onChoice();
    });
  }

  /** The chosen slots, as far as the model knows them. */
  get slots(): readonly string[] {
    return this.#chosen.filter((slot) => this.#model?.requested?.includes(slot));
  }

  /** Chooses slots, of which the model may not know all. */
  choose(slots: readonly string[]): void {
    this.#chosen = slots;
    this.#show();
  }

  /** Offers the slots of a model. */
  follow(model: Model | undefined): void {
    if (model === this.#model) return;
    this.#model = model;
    this.#show();
  }

  #show(): void {
    const { requested } = this.#model ?? {};
    this.#details.hidden = !requested;
    const boxes = (requested ?? []).map((slot) => {
      const box = element('input', { type: 'checkbox', value: slot });
      box.checked = this.#chosen.includes(slot);
      return element('label', {}, box, ' ', slot);
    });
    this.#boxes.replaceChildren(...boxes);
    this.#tell();
  }

  #tell(): void {
    this.#said.textContent = this.slots.join(', ') || 'nothing';
  }
}
