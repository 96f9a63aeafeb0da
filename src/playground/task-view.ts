import type { Model, ModelReference, Question } from './answer.ts';
import type { Editor } from './editor.ts';
import type { Example } from './examples.ts';
import type { Settings } from './fragment.ts';
import type { Panel } from './panels.ts';
import type { Service } from './service.ts';

/** What was answered, in words. */
export interface Said {
  readonly model: ModelReference;
  /** Goes on after the name of the model: "found 2 slots". */
  readonly found: string;
  /** For screen readers, once nobody types any more. */
  readonly aloud: string;
}

/** What the page does for the models of one task, in its elements with that `data-task`. */
export interface TaskView {
  /** As `GET /models` calls it; questions go to the path of the same name. */
  readonly task: string;
  /** Stands before its models in the picker. */
  readonly title: string;
  /** What one types: "sentence". */
  readonly noun: string;
  readonly examples: readonly Example[];
  readonly panels: readonly Panel[];
  /** What it asks about in place of what is typed, and what to say as long as there is none. */
  readonly source?: { readonly isThere: () => boolean; readonly invitation: string };
  /** Fits its controls to the chosen model and to what is typed. */
  follow(model: Model): void;
  /** Takes what an address or an example tells. */
  take(settings: Settings): void;
  /** What the address is to tell. */
  settings(): Settings;
  /** The question with what its controls add to it. */
  question(question: Question): Question;
  /** The question that gets all that is shown, for the command line. */
  whole(question: Question): Question;
  /** The command that asks the same, where it is not the question as JSON. */
  command?(question: Question): string;
  /** Asks, shows what is answered, and tells of it; throws what `Service` throws. */
  ask(question: Question, signal: AbortSignal): Promise<Said>;
  /** Chooses what was found at a place in the text. */
  chooseAt(place: number): void;
  /** Shows that there is no answer. */
  clear(): void;
  /** Another task's view comes on. */
  leave?(): void;
}

/** What all views share. */
export interface Surroundings {
  readonly service: Service;
  readonly editor: Editor;
  /** The loaded models of all tasks. */
  readonly models: () => readonly Model[];
  /** Is told when a view's question is another one; `isTyping` if more is likely to follow. */
  readonly onChange: (isTyping?: boolean) => void;
}
