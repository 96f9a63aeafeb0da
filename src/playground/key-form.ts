import { byId } from './dom.ts';

/** Where an API key is entered, if the service asks for one. It stays in this page's memory. */
export class KeyForm {
  readonly #form = byId('key-form', HTMLFormElement);
  readonly #field = byId('key', HTMLInputElement);
  readonly #problem = byId('key-problem', HTMLElement);

  constructor(onKey: (key: string) => void) {
    this.#form.addEventListener('submit', (event) => {
      event.preventDefault();
      const key = this.#field.value.trim();
      if (!/^[\x21-\x7e]+$/.test(key)) {
        this.#problem.textContent =
          'That is no API key: keys have no spaces and only plain letters and signs.';
        return;
      }
      this.#problem.textContent = '';
      onKey(key);
    });
  }

  /** Asks for a key, or for another one if one was `tried`. */
  ask(tried: boolean): void {
    const wasHidden = this.#form.hidden;
    this.#form.hidden = false;
    this.#problem.textContent = tried ? 'The service does not know this key.' : '';
    if (wasHidden || tried) this.#field.focus();
  }

  /** The key is good, or none is needed. */
  close(): void {
    const hadFocus = this.#form.contains(document.activeElement);
    this.#form.hidden = true;
    this.#field.value = '';
    if (hadFocus) byId('text', HTMLTextAreaElement).focus();
  }
}
