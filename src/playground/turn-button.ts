import { byId } from './dom.ts';
import type { Editor } from './editor.ts';
import { turned } from './turn.ts';

/** Turns the sentence around with one click, and back to the very same words with another. */
export class TurnButton {
  readonly #button = byId('turn', HTMLButtonElement);
  readonly #editor: Editor;
  #last = { before: '', after: '' };

  constructor(editor: Editor, onTurn: () => void) {
    this.#editor = editor;
    this.#button.addEventListener('click', () => {
      const { text } = editor;
      const { before, after } = this.#last;
      const next = text === after && text !== '' ? before : turned(text);
      this.#last = { before: text, after: next };
      editor.text = next;
      onTurn();
    });
  }

  /** Offers itself if the sentence has something to turn. */
  follow(): void {
    const { text } = this.#editor;
    this.#button.disabled = turned(text) === text;
  }
}
