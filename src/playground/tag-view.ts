import type { Model, Question } from './answer.ts';
import { Asked } from './asked.ts';
import { comparisonPanel } from './comparison-panel.ts';
import { sentences } from './examples.ts';
import { counted, percent } from './format.ts';
import { Found } from './found.ts';
import type { Settings } from './fragment.ts';
import { toned } from './marked.ts';
import { explanationPanel, type Panel, statesPanel } from './panels.ts';
import type { Said, Surroundings, TaskView } from './task-view.ts';
import { Tones } from './tones.ts';
import { TurnButton } from './turn-button.ts';
import { Why } from './why.ts';

/** Slots: found, explained, side by side, and what the network held. */
export class TagView implements TaskView {
  readonly task = 'tag';
  readonly title = 'Slots';
  readonly noun = 'sentence';
  readonly examples = sentences;
  readonly panels: readonly Panel[];
  readonly #parts: Surroundings;
  readonly #tones = new Tones();
  readonly #why = new Why(this.#tones);
  readonly #found = new Found(this.#tones, (slot) => this.#why.choose(slot));
  readonly #explanation: Panel;
  readonly #turn: TurnButton;
  readonly #asked: Asked;

  constructor(parts: Surroundings) {
    const { service, editor, onChange } = parts;
    this.#parts = parts;
    this.#turn = new TurnButton(editor, onChange);
    this.#asked = new Asked(onChange);
    this.#explanation = explanationPanel(service, this.#why);
    const taggers = (): Model[] => parts.models().filter(({ task }) => task === this.task);
    const comparison = comparisonPanel(service, this.#tones, taggers);
    this.panels = [this.#explanation, comparison, statesPanel(service)];
  }

  follow(model: Model): void {
    for (const { slots } of this.#parts.models()) this.#tones.learn(slots);
    this.#turn.follow();
    this.#asked.follow(model);
  }

  take({ requested = [] }: Settings): void {
    this.#asked.choose(requested);
  }

  settings(): Settings {
    return { requested: this.#asked.slots };
  }

  question(question: Question): Question {
    const requested = this.#asked.slots;
    return { ...question, ...(requested.length > 0 && { requested }) };
  }

  whole(question: Question): Question {
    return { ...question, ...(this.#explanation.isOpen() && { explain: true }) };
  }

  async ask(question: Question, signal: AbortSignal): Promise<Said> {
    const answer = await this.#parts.service.tag(question, signal);
    const { model, slots } = answer;
    const marks = slots.map(({ slot, start, end }) => {
      const tone = this.#tones.of(slot);
      return { start, end, paint: (words: string) => toned(words, tone) };
    });
    this.#parts.editor.mark(question.text, marks);
    this.#why.show(answer);
    this.#found.show(answer);
    const said = slots.map(({ slot, text, confidence }) => `${slot}: ${text}, ${percent(confidence)}`);
    return {
      model,
      found: `found ${counted(slots.length, 'slot')}`,
      aloud: said.join('. ') || 'No slots found.',
    };
  }

  chooseAt(place: number): void {
    this.#found.chooseAt(place);
  }

  clear(): void {
    this.#found.show(undefined);
  }
}
