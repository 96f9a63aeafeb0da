import type { Answer, Slot, SlotExplanation, Token } from './answer.ts';
import { byId, element } from './dom.ts';
import { directionOf, effectSummary } from './effects.ts';
import { signed } from './format.ts';
import type { Tones } from './tones.ts';

/** The heat map: each word by how much it speaks for the chosen slot or against it. */
export class Why {
  readonly #section = byId('why', HTMLElement);
  readonly #summary = byId('why-summary', HTMLElement);
  readonly #words = byId('why-words', HTMLElement);
  readonly #tones: Tones;
  #answer: Answer | undefined;
  #slot: Slot | undefined;

  constructor(tones: Tones) {
    this.#tones = tones;
  }

  /** Shows an answer, or that there is none: its words alone if it has no explanation yet. */
  show(answer: Answer | undefined): void {
    this.#answer = answer;
    this.#draw();
  }

  /** Shows what another slot hangs on. */
  choose(slot: Slot | undefined): void {
    this.#slot = slot;
    this.#draw();
  }

  /** Says why there is no explanation. */
  tell(message: string): void {
    this.#summary.textContent = message;
  }

  /** Hides all of it: the service does not explain. */
  hide(): void {
    this.#section.hidden = true;
  }

  #draw(): void {
    const { tokens = [], explanation } = this.#answer ?? {};
    const slot = this.#slot;
    const explained = slot && explanation?.slots.find((each) => isSame(each, slot));
    this.#summary.textContent = this.#answer ? summaryOf(slot, explained) : '';
    const effects = new Map(explained?.words.map(({ start, effect }) => [start, effect]));
    this.#words.replaceChildren(...tokens.map((token) => this.#word(token, slot, effects.get(token.start))));
  }

  #word(token: Token, slot: Slot | undefined, effect: number | undefined): HTMLElement {
    const word = element('span', { class: 'word', dir: 'auto' }, token.text);
    if (slot && slot.start <= token.start && token.end <= slot.end) {
      const tone = this.#tones.of(slot.slot);
      const note = element('span', { class: 'effect' }, token.start === slot.start ? slot.slot : '');
      return element('li', { class: 'chosen', 'data-tone': tone }, word, note);
    }
    const note = element('span', { class: 'effect' }, effect === undefined ? '\u00a0' : signed(effect));
    const item = element('li', { 'data-effect': directionOf(effect) }, word, note);
    item.style.setProperty('--strength', String(Math.min(1, Math.abs(effect ?? 0))));
    return item;
  }
}

function summaryOf(slot: Slot | undefined, explained: SlotExplanation | undefined): string {
  if (!slot) return 'There is no slot to explain.';
  return explained ? effectSummary(explained) : `Asking what ${slot.slot} hangs on …`;
}

function isSame(a: Slot, b: Slot): boolean {
  return a.slot === b.slot && a.start === b.start && a.end === b.end;
}
