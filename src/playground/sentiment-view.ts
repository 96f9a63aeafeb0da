import type { Judgement, Question } from './answer.ts';
import { reviews } from './examples.ts';
import { Failure } from './failure.ts';
import { percent } from './format.ts';
import type { Settings } from './fragment.ts';
import { JudgementView } from './judgement-view.ts';
import { Latest } from './latest.ts';
import { shaded } from './marked.ts';
import { ownRefusal, type Panel } from './panels.ts';
import type { Said, Surroundings, TaskView } from './task-view.ts';
import { attentionShares, WeighedWords } from './weighed-words.ts';

/** Sentiment: the judgement, and what each word counts and does. */
export class SentimentView implements TaskView {
  readonly task = 'sentiment';
  readonly title = 'Sentiment';
  readonly noun = 'text';
  readonly examples = reviews;
  readonly panels: readonly Panel[];
  readonly #parts: Surroundings;
  readonly #judgement = new JudgementView();
  readonly #words = new WeighedWords();
  /** Words of the last text, and of the shortest one that was too long to be explained. */
  #length = 0;
  #tooLong = Number.POSITIVE_INFINITY;

  constructor(parts: Surroundings) {
    this.#parts = parts;
    const ask = (question: Question, signal: AbortSignal): Promise<void> => this.#explain(question, signal);
    const isOpen = (): boolean => this.#isExplained;
    this.panels = [{ latest: new Latest(), isOpen, ask, clear: () => this.#words.show(undefined) }];
  }

  follow(): void {}

  take(): void {}

  settings(): Settings {
    return {};
  }

  question(question: Question): Question {
    return question;
  }

  whole(question: Question): Question {
    return { ...question, explain: this.#isExplained ? true : 'attention' };
  }

  async ask(question: Question, signal: AbortSignal): Promise<Said> {
    const judgement = await this.#parts.service.sentiment({ ...question, explain: 'attention' }, signal);
    const { model, label, scores, words = [] } = judgement;
    const shares = attentionShares(words);
    const marks = words.map(({ start, end }, index) => ({
      start,
      end,
      paint: (letters: string) => shaded(letters, shares[index]!, 'attention'),
    }));
    this.#parts.editor.mark(question.text, marks);
    this.#length = words.length;
    this.#show(judgement);
    const aloud = `${label}: positive ${percent(scores.positive)}, negative ${percent(scores.negative)}`;
    return { model, found: `said ${label}`, aloud };
  }

  chooseAt(): void {}

  clear(): void {
    this.#judgement.show(undefined);
    this.#words.show(undefined);
  }

  get #isExplained(): boolean {
    return this.#length < this.#tooLong;
  }

  #show(judgement: Judgement): void {
    this.#judgement.show(judgement);
    this.#words.show(judgement);
    if (!this.#isExplained) this.#words.tell(onlyAttention);
  }

  async #explain(question: Question, signal: AbortSignal): Promise<void> {
    const asked = { ...question, explain: true } as const;
    const outcome = await this.#parts.service.sentiment(asked, signal).catch(ownRefusal);
    if (signal.aborted) return;
    if (!(outcome instanceof Failure)) return this.#show(outcome);
    const isTooLong = outcome.code === 'too_long_to_explain';
    if (isTooLong) this.#tooLong = Math.min(this.#tooLong, this.#length);
    this.#words.tell(isTooLong ? onlyAttention : outcome.message);
  }
}

const onlyAttention = 'The text is too long to tell what each word does: only its attention is shown.';
