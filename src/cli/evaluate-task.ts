import type { Packages, Task } from '../package/parse.ts';
import type { Figure } from '../report/chart.ts';
import type { Html } from '../report/html.ts';
import type { Colors } from './colors.ts';

/** What `slotline evaluate` is told. */
export interface EvaluateOptions {
  readonly data: string;
  readonly split?: string;
  /** The field of lines that holds the keywords, for data that is not the model's own. */
  readonly field?: string;
  /** An ARPA file to search with, for a speech model. */
  readonly languageModel?: string;
  readonly lexicon?: string;
  readonly json?: true;
  readonly report?: string;
  readonly figures?: string;
}

/** What a task brings to `slotline evaluate`: reads the data and measures the model of a package. */
export type MeasureTask<T extends Task> = (
  source: Packages[T],
  options: EvaluateOptions,
) => Promise<Measured>;

/** What was measured, in the forms in which it is told. */
export interface Measured {
  /** As JSON has it. */
  readonly evaluation: object;
  /** As a person reads it in a terminal; `model` is its heading. */
  readonly describe: (model: string, colors: Colors) => string;
  /** As a page has it, and its plots. */
  readonly show: () => Promise<Shown>;
}

/** A section of a page, and the plots in it. */
export interface Shown {
  readonly section: Html;
  readonly figures: readonly Figure[];
}
