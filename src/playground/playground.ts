import type { Answer, Model, Question } from './answer.ts';
import { curlCommand } from './command.ts';
import { CommandView } from './command-view.ts';
import { comparisonPanel } from './comparison-panel.ts';
import { Editor } from './editor.ts';
import { type Example, examples, offerExamples } from './examples.ts';
import type { Failure } from './failure.ts';
import { counted, percent } from './format.ts';
import { Found } from './found.ts';
import { readFragment, type Shared, writeFragment } from './fragment.ts';
import { KeyForm } from './key-form.ts';
import { Latest } from './latest.ts';
import { explanationPanel, type Panel, statesPanel } from './panels.ts';
import { Picker } from './picker.ts';
import { pause, Questions } from './questions.ts';
import { Service } from './service.ts';
import { Status } from './status.ts';
import { Tones } from './tones.ts';
import { TurnButton } from './turn-button.ts';
import { Why } from './why.ts';

/** Milliseconds without a key pressed after which the model is asked, and then all that is slower to answer. */
const pauses = { typing: 90, settling: 350 } as const;

/** The page: what is typed and chosen becomes questions, and answers are shown. */
export class Playground {
  readonly #service = new Service();
  readonly #status = new Status();
  readonly #tones = new Tones();
  readonly #questions = new Questions((failure) => this.#fail(failure));
  readonly #asking = new Latest();
  readonly #editor = new Editor(this.#tones, {
    onEdit: () => this.#update(pauses.typing, pauses.settling),
    onPoint: (place) => this.#found.chooseAt(place),
  });
  readonly #turn = new TurnButton(this.#editor, () => this.#update());
  readonly #picker = new Picker(() => this.#update());
  readonly #found = new Found(this.#tones, (slot) => this.#why.choose(slot));
  readonly #why = new Why(this.#tones);
  readonly #command = new CommandView();
  readonly #keys = new KeyForm((key) => this.#enter(key));
  readonly #explanation = explanationPanel(this.#service, this.#why);
  readonly #panels: readonly Panel[];
  #models: readonly Model[] = [];

  constructor() {
    const comparison = comparisonPanel(this.#service, this.#tones, () => this.#models);
    this.#panels = [this.#explanation, comparison, statesPanel(this.#service)];
    for (const panel of this.#panels) panel.details?.addEventListener('toggle', () => this.#toggled(panel));
    offerExamples((example) => this.#take(example));
    addEventListener('hashchange', () => this.#restore(readFragment(location.hash)));
  }

  /** Shows what the address tells, or the first example, once there are models. */
  start(): void {
    this.#restore(readFragment(location.hash) ?? { ...examples[0]!, open: [] });
    this.#load();
  }

  #load(): void {
    const load = async (signal: AbortSignal): Promise<void> => {
      this.#models = await this.#service.models(signal);
      this.#keys.close();
      for (const { slots } of this.#models) this.#tones.learn(slots);
      this.#picker.offer(this.#models);
      this.#update();
    };
    this.#questions.ask(this.#asking, load, 0);
  }

  #restore(shared: Shared | undefined): void {
    if (!shared) return;
    this.#editor.text = shared.text;
    this.#picker.choose(shared.model, shared.requested);
    for (const { details } of this.#panels) if (details) details.open = shared.open.includes(details.id);
    this.#update();
  }

  #take({ text, requested }: Example): void {
    this.#editor.text = text;
    this.#picker.choose(this.#picker.model?.name, requested);
    this.#update();
  }

  get #question(): Question | undefined {
    const { text } = this.#editor;
    const { model, requested } = this.#picker;
    if (!model || text.trim() === '') return undefined;
    return { text, model: model.name, ...(requested.length > 0 && { requested }) };
  }

  /** Asks anew, after the pauses that typing needs. */
  #update(wait = 0, settling = 0): void {
    this.#turn.follow();
    if (this.#models.length === 0) return;
    for (const { latest } of [{ latest: this.#asking }, ...this.#panels]) latest.cancel();
    const question = this.#question;
    if (!question) {
      this.#showNothing();
      this.#status.tell('Type a sentence, or choose an example.');
      return;
    }
    const ask = async (signal: AbortSignal): Promise<void> => {
      const started = performance.now();
      const answer = await this.#service.tag(question, signal);
      this.#show(answer, performance.now() - started);
      await pause(settling, signal);
      this.#settle(question, answer);
    };
    this.#questions.ask(this.#asking, ask, wait);
  }

  #show(answer: Answer, milliseconds: number): void {
    this.#keys.close();
    this.#editor.mark(this.#editor.text, answer.slots);
    this.#why.show(answer);
    this.#found.show(answer);
    const { name, version } = answer.model;
    const found = counted(answer.slots.length, 'slot');
    this.#status.tell(`${name} ${version} found ${found} in ${Math.max(1, Math.round(milliseconds))} ms.`);
  }

  #showNothing(): void {
    this.#editor.mark('', []);
    this.#found.show(undefined);
    this.#command.show('');
    for (const panel of this.#panels) panel.clear();
  }

  /** What comes when nobody types any more. */
  #settle(question: Question, { slots }: Answer): void {
    this.#share();
    const said = slots.map(({ slot, text, confidence }) => `${slot}: ${text}, ${percent(confidence)}`);
    this.#status.announce(said.join('. ') || 'No slots found.');
    const asked: Question = { ...question, ...(this.#explanation.isOpen() && { explain: true }) };
    this.#command.show(curlCommand(this.#service.tagUrl, asked, this.#service.key !== undefined));
    for (const panel of this.#panels) this.#askPanel(panel);
  }

  #toggled(panel: Panel): void {
    this.#share();
    this.#askPanel(panel);
  }

  #askPanel({ isOpen, latest, ask }: Panel): void {
    const question = this.#question;
    if (isOpen() && question) this.#questions.ask(latest, (signal) => ask(question, signal), 0);
    else latest.cancel();
  }

  #share(): void {
    const { model, requested } = this.#picker;
    if (!model) return;
    const open = this.#panels.flatMap(({ details }) => (details?.open ? [details.id] : []));
    const fragment = writeFragment({ text: this.#editor.text, model: model.name, requested, open });
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
