import type { Heard, Model, SaidSlot, Span, SpokenWord } from './answer.ts';
import { element } from './dom.ts';
import { percent } from './format.ts';
import { markedText, toned } from './marked.ts';
import { Tones } from './tones.ts';

/** What was heard: the text with its slots, its words in time, and other readings. */
export class Spoken {
  readonly part: HTMLElement;
  readonly #onChoice: (time: Span) => void;
  readonly #tones = new Tones();
  readonly #text = element('p', { id: 'heard-text', dir: 'auto' });
  readonly #slots = element('ul', { id: 'said-slots', 'aria-label': 'Slots in time' });
  readonly #tagger = element('p', { class: 'muted' });
  readonly #words = element('ol', { id: 'spoken-words', class: 'words', 'aria-labelledby': 'words-title' });
  readonly #readings = element('ol', { id: 'readings', 'aria-labelledby': 'readings-title' });

  /** `onChoice` is told of the time of a word that is chosen. */
  constructor(onChoice: (time: Span) => void) {
    this.#onChoice = onChoice;
    this.part = element(
      'section',
      { 'aria-labelledby': 'heard-title' },
      element('h2', { id: 'heard-title' }, 'What was heard'),
      this.#text,
      this.#tagger,
      this.#slots,
      element('h3', { id: 'words-title' }, 'Words'),
      element('p', { class: 'muted legend' }, 'Choose a word to hear it, and to see its letters below.'),
      this.#words,
      element('h3', { id: 'readings-title' }, 'Readings, with their scores'),
      this.#readings,
    );
  }

  show({ text, words, alternatives, slots = [], tagModel }: Heard, models: readonly Model[]): void {
    // So that a slot has the colour that it has elsewhere on the page.
    for (const model of models) this.#tones.learn(model.slots);
    const marks = slots.map(({ slot, characters }) => ({
      ...characters,
      paint: (said: string) => toned(said, this.#tones.of(slot)),
    }));
    this.#text.replaceChildren(
      ...(text === '' ? ['Nothing that could be understood.'] : markedText(text, marks)),
    );
    this.#tagger.textContent = tagModel ? `Slots as ${tagModel.name} ${tagModel.version} finds them:` : '';
    this.#slots.replaceChildren(...slots.map((slot) => this.#slot(slot)));
    this.#words.replaceChildren(...words.map((word) => this.#word(word)));
    const readings = alternatives.map(({ text: other, score }) =>
      element(
        'li',
        {},
        element('span', {}, other || '(nothing)'),
        ' ',
        element('small', {}, score.toFixed(2)),
      ),
    );
    this.#readings.replaceChildren(...readings);
  }

  #slot(slot: SaidSlot): HTMLElement {
    const name = element('span', { class: 'name' }, slot.slot);
    const facts = element('small', {}, `${time(slot)}, ${percent(slot.confidence)}`);
    return element(
      'li',
      { 'data-tone': this.#tones.of(slot.slot) },
      name,
      ' ',
      toned(slot.text, this.#tones.of(slot.slot)),
      ' ',
      facts,
    );
  }

  #word(word: SpokenWord): HTMLElement {
    const button = element(
      'button',
      { type: 'button' },
      element('span', { class: 'word' }, word.word),
      ' ',
      element('small', {}, time(word)),
      ' ',
      element('small', {}, percent(word.confidence)),
    );
    button.addEventListener('click', () => this.#onChoice(word));
    return element('li', {}, button);
  }
}

function time({ start, end }: Span): string {
  return `${start.toFixed(2)}–${end.toFixed(2)} s`;
}
