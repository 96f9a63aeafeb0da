import type { Judgement, WeighedWord } from './answer.ts';
import { byId, element } from './dom.ts';
import { directionOf, effectsOf } from './effects.ts';
import { percent, signed } from './format.ts';
import { shaded } from './marked.ts';

/** Each word of a judged text: shaded by its attention, and coloured by what it does. */
export class WeighedWords {
  readonly #summary = byId('weighed-summary', HTMLElement);
  readonly #list = byId('weighed', HTMLElement);

  /** Shows the words of a judgement, or that there is none: without their effects if these are not told. */
  show(judgement: Judgement | undefined): void {
    const { words = [], scores, model } = judgement ?? {};
    const shares = attentionShares(words);
    this.#list.lang = model?.language ?? '';
    this.#list.replaceChildren(...words.map((word, index) => item(word, shares[index]!)));
    // So that the keyboard scrolls it too, where there is something to scroll.
    if (this.#list.scrollHeight > this.#list.clientHeight) this.#list.tabIndex = 0;
    else this.#list.removeAttribute('tabindex');
    const told = words.flatMap(({ text, effect }) => (effect === undefined ? [] : [{ text, effect }]));
    if (!scores || words.length === 0) this.#summary.textContent = '';
    else if (told.length === 0) this.#summary.textContent = 'Asking what each word does …';
    else {
      const { positive } = scores;
      this.#summary.textContent = `The text is positive with ${percent(positive)}. ${effectsOf(told, positive)}`;
    }
  }

  /** Says why there are no effects. */
  tell(message: string): void {
    this.#summary.textContent = message;
  }
}

/** The attention of each word beside the greatest of the text, 0 to 1. */
export function attentionShares(words: readonly WeighedWord[]): number[] {
  const most = words.reduce((greatest, { attention }) => Math.max(greatest, attention), 0);
  return words.map(({ attention }) => (most > 0 ? attention / most : 0));
}

function item({ text, attention, effect }: WeighedWord, share: number): HTMLElement {
  const word = element('span', { class: 'word', dir: 'auto' }, shaded(text, share, 'attention'));
  const weight = element('span', { class: 'weight' }, percent(attention));
  const note = element('span', { class: 'effect' }, effect === undefined ? '\u00a0' : signed(effect));
  const made = element('li', { 'data-effect': directionOf(effect) }, word, weight, note);
  made.style.setProperty('--strength', String(Math.min(1, Math.abs(effect ?? 0))));
  return made;
}
