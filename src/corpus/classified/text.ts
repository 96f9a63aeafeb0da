import { CorpusError, type ReadOptions, report } from '../error.ts';
import type { Place } from '../sentence.ts';

/** A text with the class that it is of, whatever file format it came from. */
export interface ClassifiedText {
  readonly text: string;
  readonly label: string;
  readonly at: Place;
}

/** Labels as files have them, and the classes that they mean; texts with a label that means null are left out. */
export type LabelNames = Readonly<Record<string, string | null>>;

/** How to read classified texts. */
export interface ClassifiedOptions extends ReadOptions {
  readonly labels: LabelNames;
  /** Whether the labelled phrases of trees are read as well as whole sentences. */
  readonly phrases?: boolean | undefined;
}

/** Collects the texts of a file under the classes that their labels mean. */
export class ClassifiedTexts {
  readonly texts: ClassifiedText[] = [];
  readonly #file: string;
  readonly #options: ClassifiedOptions;

  constructor(file: string, options: ClassifiedOptions) {
    this.#file = file;
    this.#options = options;
  }

  /** Adds a text; one with an unknown label is refused. `field` is where the file has the label. */
  add(text: string, label: string, line: number, field = 'label'): void {
    const { labels } = this.#options;
    if (!Object.hasOwn(labels, label)) {
      const known = Object.keys(labels).join(', ');
      this.refuse(line, { field, problem: `'${label}' is not a known label`, remedy: `Use one of ${known}` });
      return;
    }
    const meant = labels[label]!;
    if (meant !== null) this.texts.push({ text, label: meant, at: { file: this.#file, line } });
  }

  /** Reports a line that cannot be read. */
  refuse(line: number, problem: ConstructorParameters<typeof CorpusError>[2]): void {
    report(new CorpusError(this.#file, line, problem), this.#options);
  }
}
