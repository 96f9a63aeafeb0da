import type { History } from '../training/history.ts';
import type { EndReason } from '../training/loop.ts';
import type { TrainingSettings } from '../training/settings.ts';
import type { Content, Html } from './html.ts';

/** A name with what is said under it. */
export type Fact = readonly [name: string, value: Content];

/** A training that has ended, and what was measured on its model. */
export interface ReportInput {
  /** Shown whole. */
  readonly recipe: { readonly description: string; readonly training: TrainingSettings };
  readonly history: History;
  readonly model: {
    readonly name: string;
    readonly version: string;
    readonly parameters: number;
    readonly bytes?: number;
  };
  readonly dataFiles: { readonly files: readonly string[]; readonly sha256: string };
  readonly workers: number;
  readonly endReason: EndReason;
  /** Of training, without scoring. */
  readonly seconds: number;
  readonly task: TaskReport;
}

/** What the task of a model brings to the report of its training. */
export interface TaskReport {
  /** Said under the model's name where the recipe has no description. */
  readonly purpose: string;
  /** What dev is scored by while training, such as `F1`. */
  readonly score: string;
  /** What the network learns from, one by one: sentences, texts or utterances. */
  readonly unit: 'sentence' | 'text' | 'utterance';
  /** What the model reaches, for the tiles at the top. */
  readonly reached: readonly Fact[];
  /** The network in words, and what else the summary has to say of the model. */
  readonly facts: readonly Fact[];
  /** What was measured, a section for each part of the data. */
  readonly sections: readonly Html[];
}
