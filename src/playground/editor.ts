import { carried } from './carry.ts';
import { byId } from './dom.ts';
import { type Marked, markedText } from './marked.ts';

/** The field in which the sentence is typed; what was found is marked on a copy of the text that lies behind it. */
export class Editor {
  readonly #field = byId('text', HTMLTextAreaElement);
  readonly #behind = byId('behind', HTMLElement);
  #marks: readonly Marked[] = [];
  #marked = '';

  /** `onEdit` is told of what is typed, `onPoint` of the place in the text that was clicked. */
  constructor({ onEdit, onPoint }: { onEdit: () => void; onPoint: (place: number) => void }) {
    this.#field.addEventListener('input', () => {
      this.#follow();
      onEdit();
    });
    this.#field.addEventListener('click', () => {
      if (this.#field.selectionStart === this.#field.selectionEnd) onPoint(this.#field.selectionStart);
    });
  }

  get text(): string {
    return this.#field.value;
  }

  /** Puts another text in, as if it had been typed. */
  set text(text: string) {
    if (text === this.text) return;
    this.#field.value = text;
    this.#follow();
  }

  /** Marks what was found in `text`, which may have been edited since. */
  mark(text: string, marks: readonly Marked[]): void {
    this.#marked = text;
    this.#marks = marks;
    this.#follow();
  }

  focus(): void {
    this.#field.focus();
  }

  #follow(): void {
    const { text } = this;
    this.#marks = carried(this.#marks, this.#marked, text);
    this.#marked = text;
    // So that an empty last line has its height.
    this.#behind.replaceChildren(...markedText(text, this.#marks), '\u200b');
  }
}
