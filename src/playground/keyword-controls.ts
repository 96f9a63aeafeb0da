import type { Model } from './answer.ts';
import { byId } from './dom.ts';
import { percent } from './format.ts';
import type { Settings } from './fragment.ts';

/** As many keywords as the service gives unless told otherwise. */
const usual = 10;

/** How many keywords are wanted, and of what least score. */
export class KeywordControls {
  readonly #limit = byId('limit', HTMLInputElement);
  readonly #least = byId('least', HTMLInputElement);
  readonly #said = byId('least-said', HTMLElement);
  readonly #own = byId('own-least', HTMLButtonElement);
  /** Undefined for the model's own. */
  #minScore: number | undefined;
  #model: Model | undefined;

  constructor(onChange: (isTyping?: boolean) => void) {
    this.#limit.addEventListener('input', () => onChange(true));
    this.#least.addEventListener('input', () => {
      this.#minScore = this.#least.valueAsNumber;
      this.#show();
      onChange(true);
    });
    this.#own.addEventListener('click', () => {
      this.#minScore = undefined;
      this.#show();
      onChange();
    });
  }

  /** What is wanted; a field that is empty or holds no number wants the usual. */
  get settings(): Settings & { readonly limit: number } {
    const limit = this.#limit.valueAsNumber;
    return {
      limit: Number.isFinite(limit) ? limit : usual,
      ...(this.#minScore !== undefined && { minScore: this.#minScore }),
    };
  }

  /** Takes what an address tells. */
  take({ limit = usual, minScore }: Settings): void {
    this.#limit.value = String(limit);
    this.#minScore = minScore;
    this.#show();
  }

  /** Shows the least score of a model, if no other one is wanted. */
  follow(model: Model): void {
    if (model === this.#model) return;
    this.#model = model;
    this.#show();
  }

  #show(): void {
    const score = this.#minScore ?? this.#model?.keywords?.minScore ?? 0;
    this.#least.value = String(score);
    this.#said.textContent = percent(score);
    this.#own.disabled = this.#minScore === undefined;
  }
}
