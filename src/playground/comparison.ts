import type { Answer, Model } from './answer.ts';
import { describeModel, groupByCell } from './cells.ts';
import { byId, element } from './dom.ts';
import { percent } from './format.ts';
import { markedText, toned } from './marked.ts';
import type { Tones } from './tones.ts';

/** What one model made of the sentence, or why it did not. */
export interface Opinion {
  readonly model: Model;
  readonly outcome: Answer | Error;
}

/** The answers of all models to one sentence, simple cells first. */
export class Comparison {
  readonly #list = byId('comparison', HTMLElement);
  readonly #tones: Tones;

  constructor(tones: Tones) {
    this.#tones = tones;
  }

  /** Shows what all models say to `text`. */
  show(text: string, opinions: readonly Opinion[], chosen: string | undefined): void {
    const groups = groupByCell(opinions.map(({ model }) => model));
    const rows = groups.flatMap(({ models }) =>
      models.map((model) => {
        const { outcome } = opinions.find((opinion) => opinion.model === model)!;
        const name = element('strong', {}, model.name, model.name === chosen ? ' (chosen)' : '');
        return element(
          'li',
          {},
          element('p', { class: 'who' }, name, element('small', {}, describeModel(model))),
          element('p', { class: 'said', dir: 'auto' }, ...this.#said(text, outcome)),
        );
      }),
    );
    this.#list.replaceChildren(...rows);
  }

  /** Shows that there is nothing to compare. */
  clear(): void {
    this.#list.replaceChildren();
  }

  #said(text: string, outcome: Answer | Error): (Node | string)[] {
    if (outcome instanceof Error) return [outcome.message];
    const marks = outcome.slots.map(({ slot, confidence, start, end }) => {
      const note = element('small', {}, `${slot} ${percent(confidence)}`);
      const paint = (words: string): HTMLElement => {
        const mark = toned(words, this.#tones.of(slot));
        mark.append(note);
        return mark;
      };
      return { start, end, paint };
    });
    return markedText(text, marks);
  }
}
