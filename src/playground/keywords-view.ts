import type { Keyword, Model, Question } from './answer.ts';
import { byId } from './dom.ts';
import { paragraphs } from './examples.ts';
import { counted, percent } from './format.ts';
import type { Settings } from './fragment.ts';
import { KeywordControls } from './keyword-controls.ts';
import { KeywordList } from './keyword-list.ts';
import { shaded } from './marked.ts';
import type { Panel } from './panels.ts';
import type { Said, Surroundings, TaskView } from './task-view.ts';

/** Keywords: marked in the text, and ranked. */
export class KeywordsView implements TaskView {
  readonly task = 'keywords';
  readonly title = 'Keywords';
  readonly noun = 'text';
  readonly examples = paragraphs;
  readonly panels: readonly Panel[] = [];
  readonly #parts: Surroundings;
  readonly #list = new KeywordList((keyword) => this.#mark(keyword));
  readonly #controls: KeywordControls;
  readonly #none = byId('no-keywords', HTMLElement);
  #text = '';
  #keywords: readonly Keyword[] = [];

  constructor(parts: Surroundings) {
    this.#parts = parts;
    this.#controls = new KeywordControls(parts.onChange);
  }

  follow(model: Model): void {
    this.#controls.follow(model);
  }

  take(settings: Settings): void {
    this.#controls.take(settings);
  }

  settings(): Settings {
    return this.#controls.settings;
  }

  question(question: Question): Question {
    return { ...question, ...this.#controls.settings };
  }

  whole(question: Question): Question {
    return question;
  }

  async ask(question: Question, signal: AbortSignal): Promise<Said> {
    const { model, keywords } = await this.#parts.service.keywords(question, signal);
    this.#show(question.text, keywords);
    this.#none.hidden = keywords.length > 0;
    const said = keywords.map(({ text, score }) => `${text}, ${percent(score)}`);
    return {
      model,
      found: `found ${counted(keywords.length, 'keyword')}`,
      aloud: said.join('. ') || 'No keywords found.',
    };
  }

  chooseAt(place: number): void {
    this.#list.chooseAt(place);
  }

  clear(): void {
    this.#show('', []);
    this.#none.hidden = true;
  }

  #show(text: string, keywords: readonly Keyword[]): void {
    this.#text = text;
    this.#keywords = keywords;
    this.#list.show(keywords);
  }

  /** Marks all places, those of the chosen keyword more. */
  #mark(chosen: Keyword | undefined): void {
    const marks = this.#keywords.flatMap((keyword) =>
      keyword.occurrences.map(({ start, end }) => ({
        start,
        end,
        paint: (words: string) =>
          shaded(words, keyword.score, keyword === chosen ? 'phrase chosen' : 'phrase'),
      })),
    );
    this.#parts.editor.mark(this.#text, marks);
  }
}
