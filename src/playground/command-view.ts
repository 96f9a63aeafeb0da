import { byId } from './dom.ts';

/** The command that asks the same, with a button that copies it. */
export class CommandView {
  readonly #text = byId('command', HTMLElement);
  readonly #copied = byId('copied', HTMLElement);

  constructor() {
    byId('copy', HTMLButtonElement).addEventListener('click', () => this.#copy());
  }

  show(command: string): void {
    if (this.#text.textContent === command) return;
    this.#text.textContent = command;
    this.#copied.textContent = '';
  }

  /** Browsers lend the clipboard to pages over HTTPS or from this machine only. */
  async #copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(this.#text.textContent);
      this.#copied.textContent = 'Copied.';
    } catch {
      getSelection()?.selectAllChildren(this.#text);
      this.#copied.textContent = 'The command is selected: copy it with Ctrl+C or ⌘C.';
    }
  }
}
