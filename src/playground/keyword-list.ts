import type { Keyword } from './answer.ts';
import { byId, element, replaceItems } from './dom.ts';
import { counted, percent } from './format.ts';

/** The keywords, the best first, of which one is chosen: by a click, by the focus, or else the first. */
export class KeywordList {
  readonly #list = byId('keywords', HTMLElement);
  readonly #onChoice: (keyword: Keyword | undefined) => void;
  #keywords: readonly Keyword[] = [];
  #chosen = 0;

  /** `onChoice` is told of the chosen keyword whenever there may be another one. */
  constructor(onChoice: (keyword: Keyword | undefined) => void) {
    this.#onChoice = onChoice;
  }

  /** Shows keywords; the choice stays on the one of the same words. */
  show(keywords: readonly Keyword[]): void {
    const chosen = this.#keywords[this.#chosen]?.text;
    this.#keywords = keywords;
    const place = keywords.findIndex(({ text }) => text === chosen);
    this.#chosen = Math.max(0, place);
    replaceItems(
      this.#list,
      keywords.map((keyword, index) => this.#row(keyword, index)),
    );
    this.#showChoice();
  }

  /** Chooses the keyword at a place in the text, if there is one. */
  chooseAt(place: number): void {
    const index = this.#keywords.findIndex(({ occurrences }) =>
      occurrences.some(({ start, end }) => start <= place && place <= end),
    );
    if (index >= 0) this.#choose(index);
  }

  #row({ text, score, occurrences }: Keyword, index: number): HTMLElement {
    const bar = element('span', { class: 'bar', 'aria-hidden': 'true' });
    bar.style.setProperty('--share', String(score));
    const button = element(
      'button',
      { type: 'button', class: 'keyword' },
      element('span', { class: 'value', dir: 'auto' }, text),
      bar,
      element('span', { class: 'confidence' }, percent(score)),
      element('small', { class: 'muted' }, counted(occurrences.length, 'place')),
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
    this.#onChoice(this.#keywords[this.#chosen]);
  }
}
