import type { Judgement } from './answer.ts';
import { bandOf } from './balance.ts';
import { byId } from './dom.ts';
import { percent } from './format.ts';

const languages = new Intl.DisplayNames(['en'], { type: 'language' });

/** The label, and a bar of both probabilities with the band in which a text is neutral. */
export class JudgementView {
  readonly #all = byId('judgement', HTMLElement);
  readonly #label = byId('label', HTMLElement);
  readonly #by = byId('judged-by', HTMLElement);
  readonly #bar = byId('balance', HTMLElement);
  readonly #negative = byId('negative', HTMLElement);
  readonly #positive = byId('positive', HTMLElement);
  readonly #neutral = byId('neutral', HTMLElement);
  /** A model tells its band only near it; it stays the same. */
  readonly #bands = new Map<string, number>();

  /** Shows what was said of a text, or that nothing was. */
  show(judgement: Judgement | undefined): void {
    this.#all.toggleAttribute('data-empty', !judgement);
    if (!judgement) return;
    const { model, label, scores } = judgement;
    this.#label.textContent = label;
    this.#all.dataset.label = label;
    this.#by.textContent = `says ${model.name} ${model.version}, which reads ${languages.of(model.language)}`;
    this.#negative.textContent = percent(scores.negative);
    this.#positive.textContent = percent(scores.positive);
    const told = bandOf(scores);
    if (told !== undefined) this.#bands.set(model.name, told);
    const band = this.#bands.get(model.name);
    this.#bar.style.setProperty('--positive', String(scores.positive));
    this.#bar.style.setProperty('--band', String(band ?? 0));
    this.#bar.toggleAttribute('data-band', band !== undefined);
    const seen = band === undefined ? '' : ', where the border lies between the dashed lines';
    this.#neutral.textContent = `Nearness to neutral: ${scores.neutral.toFixed(2)}. Above 0.50 the text is neutral${seen}.`;
  }
}
