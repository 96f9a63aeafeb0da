import type { Question } from './answer.ts';
import { byId } from './dom.ts';
import type { Settings } from './fragment.ts';
import type { SpeechDesk } from './speech-desk.ts';
import type { Said, Surroundings, TaskView } from './task-view.ts';

/** Speech: its desk, with all that it takes to record and to show, is loaded when a model of it is chosen first. */
export class SpeechView implements TaskView {
  readonly task = 'speech';
  readonly title = 'Speech';
  readonly noun = 'recording';
  readonly examples = [];
  readonly panels = [];
  readonly source = {
    isThere: () => this.#desk?.recording !== undefined,
    invitation: 'Record what you say, or choose or drop a recording.',
  };
  readonly #parts: Surroundings;
  #desk: SpeechDesk | undefined;
  #isOpening = false;
  #failures = 0;

  constructor(parts: Surroundings) {
    this.#parts = parts;
  }

  follow(): void {
    if (!this.#isOpening) this.#open();
  }

  take(): void {}

  settings(): Settings {
    return {};
  }

  question(question: Question): Question {
    return question;
  }

  whole(question: Question): Question {
    return question;
  }

  command(question: Question): string {
    return this.#desk?.command(question) ?? '';
  }

  ask(question: Question, signal: AbortSignal): Promise<Said> {
    return this.#desk!.ask(question, signal);
  }

  chooseAt(): void {}

  clear(): void {
    this.#desk?.clear();
  }

  leave(): void {
    this.#desk?.leave();
  }

  async #open(): Promise<void> {
    this.#isOpening = true;
    // A browser may remember that a module could not be loaded, and not ask for it again by the same name.
    const name = this.#failures === 0 ? './speech-desk.js' : `./speech-desk.js?again=${this.#failures}`;
    const loaded = await (import(name) as Promise<typeof import('./speech-desk.ts')>).catch(() => undefined);
    if (loaded) {
      this.#desk = await loaded.openDesk(this.#parts);
      return;
    }
    this.#isOpening = false;
    this.#failures += 1;
    byId('speech', HTMLElement).textContent =
      'This part of the page could not be loaded. Choose the model again to try once more.';
  }
}
