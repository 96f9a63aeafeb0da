import type { Model } from './answer.ts';
import { byId } from './dom.ts';
import { type Example, offerExamples } from './examples.ts';
import type { TaskView } from './task-view.ts';

/** The views of all tasks, of which that of the chosen model is seen. */
export class Stage {
  readonly views: readonly TaskView[];
  readonly #onExample: (example: Example) => void;
  #view: TaskView;
  #models: readonly Model[] = [];

  constructor(views: readonly [TaskView, ...TaskView[]], onExample: (example: Example) => void) {
    this.views = views;
    this.#onExample = onExample;
    this.#view = views[0];
    this.#show();
  }

  /** The view that is seen. */
  get view(): TaskView {
    return this.#view;
  }

  /** The titles of all tasks, in their order. */
  get titles(): ReadonlyMap<string, string> {
    return new Map(this.views.map(({ task, title }) => [task, title]));
  }

  /** Knows which models there are, and so which examples make sense. */
  learn(models: readonly Model[]): void {
    this.#models = models;
    this.#show();
  }

  /** Brings the view of a model on, and fits it to the model. */
  follow(model: Model): void {
    const next = this.views.find(({ task }) => task === model.task);
    if (next && next !== this.#view) {
      this.#view.clear();
      this.#view.leave?.();
      this.#view = next;
      this.#show();
    }
    this.#view.follow(model);
  }

  /** What takes the place of an example that was left as it is when a model is chosen that makes nothing of it. */
  inPlaceOf(text: string, model: Model): Example | undefined {
    const own = this.views.find(({ task }) => task === model.task)?.examples ?? [];
    const fitting = own.filter((example) => speaks(model, example));
    const isExample = this.views.some(({ examples }) => examples.some((example) => example.text === text));
    return isExample && !fitting.some((example) => example.text === text) ? fitting[0] : undefined;
  }

  /** The model for an example: the chosen one if it makes sense of it, else the first that does. */
  modelFor(example: Example, chosen: Model | undefined): Model | undefined {
    if (chosen && speaks(chosen, example)) return chosen;
    return this.#models.find((model) => model.task === this.#view.task && speaks(model, example));
  }

  #show(): void {
    const { task, noun, examples } = this.#view;
    for (const part of document.querySelectorAll<HTMLElement>('[data-task]')) {
      part.hidden = part.dataset.task !== task;
    }
    document.body.dataset.view = task;
    byId('noun', HTMLElement).textContent = `${noun[0]!.toUpperCase()}${noun.slice(1)}`;
    const offered = examples.filter(
      (example) => example.language === undefined || this.modelFor(example, undefined),
    );
    offerExamples(offered, this.#onExample);
  }
}

function speaks({ language }: Model, example: Example): boolean {
  const [own] = language.toLowerCase().split('-');
  return example.language === undefined || example.language === own;
}
