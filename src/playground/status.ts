import { byId } from './dom.ts';

/** One line below the sentence: what was answered, or what went wrong. */
export class Status {
  readonly #line = byId('status', HTMLElement);
  readonly #problem = byId('problem', HTMLElement);
  readonly #announcement = byId('announcement', HTMLElement);

  /** Says what is so; nothing is read aloud, since it changes with each key. */
  tell(message: string): void {
    this.#problem.textContent = '';
    this.#line.textContent = message;
  }

  /** Says what went wrong, aloud as well. */
  warn(message: string): void {
    this.#line.textContent = '';
    if (this.#problem.textContent !== message) this.#problem.textContent = message;
  }

  /** Is read aloud by screen readers, and not seen. */
  announce(message: string): void {
    if (this.#announcement.textContent !== message) this.#announcement.textContent = message;
  }
}
