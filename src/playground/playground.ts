import type { Model, Question } from './answer.ts';
import { curlCommand } from './command.ts';
import { CommandView } from './command-view.ts';
import { Editor } from './editor.ts';
import { type Example, sentences } from './examples.ts';
import type { Failure } from './failure.ts';
import { readFragment, type Shared, writeFragment } from './fragment.ts';
import { KeyForm } from './key-form.ts';
import { Latest } from './latest.ts';
import type { Panel } from './panels.ts';
import { Picker } from './picker.ts';
import { pause, Questions } from './questions.ts';
import { Service } from './service.ts';
import { Stage } from './stage.ts';
import { Status } from './status.ts';
import type { Said } from './task-view.ts';
import { taskViews } from './views.ts';

/** Milliseconds without a key pressed after which the model is asked, and then all that is slower to answer. */
const pauses = { typing: 90, settling: 350 } as const;

/** The page: what is typed and chosen becomes questions, and the view of the model's task shows the answers. */
export class Playground {
  readonly #service = new Service();
  readonly #status = new Status();
  readonly #questions = new Questions((failure) => this.#fail(failure));
  readonly #asking = new Latest();
  readonly #editor = new Editor({
    onEdit: () => this.#change(true),
    onPoint: (place) => this.#stage.view.chooseAt(place),
  });
  readonly #picker = new Picker(() => this.#pick());
  readonly #command = new CommandView();
  readonly #keys = new KeyForm((key) => this.#enter(key));
  readonly #stage: Stage;
  readonly #panels: readonly Panel[];
  #models: readonly Model[] = [];

  constructor() {
    const views = taskViews({
      service: this.#service,
      editor: this.#editor,
      models: () => this.#models,
      onChange: (isTyping) => this.#change(isTyping),
    });
    this.#stage = new Stage(views, (example) => this.#take(example));
    this.#panels = views.flatMap(({ panels }) => panels);
    for (const panel of this.#panels) panel.details?.addEventListener('toggle', () => this.#toggled(panel));
    addEventListener('hashchange', () => this.#restore(readFragment(location.hash)));
  }

  /** Shows what the address tells, or the first example, once there are models. */
  start(): void {
    this.#restore(readFragment(location.hash) ?? { ...sentences[0]!, open: [] });
    this.#load();
  }

  #load(): void {
    const load = async (signal: AbortSignal): Promise<void> => {
      const { views, titles } = this.#stage;
      this.#models = await this.#service.models(
        views.map(({ task }) => task),
        signal,
      );
      this.#keys.close();
      this.#picker.offer(this.#models, titles);
      this.#stage.learn(this.#models);
      // An address is shown as it is.
      if (readFragment(location.hash)) this.#update();
      else this.#pick();
    };
    this.#questions.ask(this.#asking, load, 0);
  }

  #restore(shared: Shared | undefined): void {
    if (!shared) return;
    this.#editor.text = shared.text;
    this.#picker.choose(shared.model);
    for (const view of this.#stage.views) view.take(shared);
    for (const { details } of this.#panels) if (details) details.open = shared.open.includes(details.id);
    this.#update();
  }

  /** A model was chosen, maybe of another task or language. */
  #pick(): void {
    const { model } = this.#picker;
    if (model) this.#stage.follow(model);
    const example = model && this.#stage.inPlaceOf(this.#editor.text, model);
    if (example) this.#take(example);
    else this.#update();
  }

  #take(example: Example): void {
    this.#editor.text = example.text;
    this.#picker.choose(this.#stage.modelFor(example, this.#picker.model)?.name);
    const { view } = this.#stage;
    view.take({ ...view.settings(), ...example });
    this.#update();
  }

  get #question(): Question | undefined {
    const { text } = this.#editor;
    const { model } = this.#picker;
    const { view } = this.#stage;
    if (!model || !(view.source?.isThere() ?? text.trim() !== '')) return undefined;
    return view.question({ text, model: model.name });
  }

  #change(isTyping = false): void {
    if (isTyping) this.#update(pauses.typing, pauses.settling);
    else this.#update();
  }

  /** Asks anew, after the pauses that typing needs. */
  #update(wait = 0, settling = 0): void {
    const { model } = this.#picker;
    if (!model) return;
    this.#stage.follow(model);
    for (const { latest } of [{ latest: this.#asking }, ...this.#panels]) latest.cancel();
    const question = this.#question;
    if (!question) {
      this.#showNothing();
      const { noun, source } = this.#stage.view;
      this.#status.tell(source?.invitation ?? `Type a ${noun}, or choose an example.`);
      return;
    }
    const ask = async (signal: AbortSignal): Promise<void> => {
      const started = performance.now();
      const said = await this.#stage.view.ask(question, signal);
      this.#keys.close();
      this.#tell(said, performance.now() - started);
      await pause(settling, signal);
      this.#settle(question, said);
    };
    this.#questions.ask(this.#asking, ask, wait);
  }

  #tell({ model: { name, version }, found }: Said, milliseconds: number): void {
    this.#status.tell(`${name} ${version} ${found} in ${Math.max(1, Math.round(milliseconds))} ms.`);
  }

  #showNothing(): void {
    this.#editor.mark('', []);
    this.#stage.view.clear();
    this.#command.show('');
    for (const panel of this.#panels) panel.clear();
  }

  /** What comes when nobody types any more. */
  #settle(question: Question, { aloud }: Said): void {
    const { view } = this.#stage;
    this.#share();
    this.#status.announce(aloud);
    this.#showCommand(question);
    for (const panel of view.panels) this.#askPanel(panel);
  }

  #showCommand(question: Question): void {
    const { view } = this.#stage;
    const needsKey = this.#service.key !== undefined;
    const command = view.command?.(question);
    this.#command.show(
      command ?? curlCommand(this.#service.urlOf(view.task), view.whole(question), needsKey),
    );
  }

  #toggled(panel: Panel): void {
    this.#share();
    this.#askPanel(panel);
  }

  #askPanel({ isOpen, latest, ask }: Panel): void {
    const question = this.#question;
    if (!isOpen() || !question) {
      latest.cancel();
      return;
    }
    const run = async (signal: AbortSignal): Promise<void> => {
      await ask(question, signal);
      // A refusal tells what the service does not explain.
      if (!signal.aborted) this.#showCommand(question);
    };
    this.#questions.ask(latest, run, 0);
  }

  #share(): void {
    const { model } = this.#picker;
    if (!model) return;
    const { view } = this.#stage;
    const open = view.panels.flatMap(({ details }) => (details?.open ? [details.id] : []));
    const fragment = writeFragment({ ...view.settings(), text: this.#editor.text, model: model.name, open });
    if (fragment !== location.hash) history.replaceState(null, '', fragment);
  }

  #enter(key: string): void {
    this.#service.key = key;
    if (this.#models.length === 0) this.#load();
    else this.#update();
  }

  #fail({ code, message, retryAfter }: Failure): void {
    if (code === 'unauthenticated') this.#keys.ask(this.#service.key !== undefined);
    if (retryAfter === undefined) this.#showNothing();
    this.#status.warn(retryAfter === undefined ? message : `${message} Asking again by itself.`);
  }
}
