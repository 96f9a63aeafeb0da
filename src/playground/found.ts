import type { Answer, Slot } from './answer.ts';
import { byId, element, replaceItems } from './dom.ts';
import { percent } from './format.ts';
import type { Tones } from './tones.ts';

/** The slots that were found, of which one is chosen: by a click, by the focus, or else the first. */
export class Found {
  readonly #list = byId('slots', HTMLElement);
  readonly #none = byId('no-slots', HTMLElement);
  readonly #tones: Tones;
  readonly #onChoice: (slot: Slot | undefined) => void;
  #slots: readonly Slot[] = [];
  #chosen = 0;

  /** `onChoice` is told of the chosen slot whenever there may be another one. */
  constructor(tones: Tones, onChoice: (slot: Slot | undefined) => void) {
    this.#tones = tones;
    this.#onChoice = onChoice;
  }

  /** Shows an answer, or that there is none; the choice stays on the words, or on the slot, where it was. */
  show(answer: Answer | undefined): void {
    const { slots = [] } = answer ?? {};
    const chosen = this.#slots[this.#chosen];
    const same = (matches: (slot: Slot) => boolean): number => slots.findIndex(matches);
    const place = [
      same((slot) => slot.start === chosen?.start && slot.slot === chosen.slot),
      same((slot) => slot.text === chosen?.text),
      same((slot) => slot.slot === chosen?.slot),
    ].find((index) => index >= 0);
    this.#slots = slots;
    this.#chosen = place ?? 0;
    this.#none.hidden = !answer || slots.length > 0;
    replaceItems(
      this.#list,
      slots.map((slot, index) => this.#card(slot, index)),
    );
    this.#showChoice();
  }

  /** Chooses the slot at a place in the text, if there is one. */
  chooseAt(place: number): void {
    const index = this.#slots.findIndex(({ start, end }) => start <= place && place <= end);
    if (index >= 0) this.#choose(index);
  }

  #card({ slot, text, confidence }: Slot, index: number): HTMLElement {
    const bar = element('span', { class: 'bar', 'aria-hidden': 'true' });
    bar.style.setProperty('--share', String(confidence));
    const button = element(
      'button',
      { type: 'button', class: 'slot', 'data-tone': this.#tones.of(slot) },
      element('span', { class: 'name' }, slot),
      element('span', { class: 'value', dir: 'auto' }, text),
      bar,
      element('span', { class: 'confidence' }, percent(confidence)),
    );
    button.addEventListener('click', () => this.#choose(index));
    button.addEventListener('focus', () => this.#choose(index));
    return element('li', {}, button);
  }

  #choose(index: number): void {
    if (index === this.#chosen) return;
    this.#chosen = index;
    this.#showChoice();
  }

  #showChoice(): void {
    for (const [index, item] of [...this.#list.children].entries()) {
      item.firstElementChild?.setAttribute('aria-pressed', String(index === this.#chosen));
    }
    this.#onChoice(this.#slots[this.#chosen]);
  }
}
