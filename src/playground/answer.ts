/** A part of the text, in UTF-16 units, the end exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A word, number or sign of the text. */
export interface Token extends Span {
  readonly text: string;
  readonly label: string;
  readonly confidence: number;
}

/** A slot that the model found. */
export interface Slot extends Span {
  readonly slot: string;
  readonly text: string;
  readonly confidence: number;
}

/** How much a word outside of a slot speaks for it (positive) or against it. */
export interface WordEffect extends Span {
  readonly text: string;
  readonly effect: number;
}

/** What a slot hung on. */
export interface SlotExplanation extends Slot {
  readonly words: readonly WordEffect[];
}

/** Numbers of one gate or state: by token, then by unit. */
export type Activations = readonly (readonly number[])[];

/** What a network held while it read the text. */
export interface States {
  readonly cell: string;
  readonly layers: readonly {
    readonly layer: number;
    readonly directions: readonly {
      readonly direction: string;
      readonly values: Readonly<Record<string, Activations>>;
    }[];
  }[];
}

/** Which model answered. */
export interface ModelReference {
  readonly name: string;
  readonly version: string;
}

/** What `POST /tag` answers to one text. */
export interface Answer {
  readonly model: ModelReference;
  readonly tokens: readonly Token[];
  readonly slots: readonly Slot[];
  readonly explanation?: { readonly slots: readonly SlotExplanation[] };
  readonly states?: States;
}

/** A network as `GET /models` tells it; services before 0.2 tell nothing of it. */
export interface Network {
  readonly cell?: string;
  readonly direction?: string;
  readonly layers?: number;
  readonly hidden?: number;
  readonly window?: number;
}

/** A model as `GET /models` tells it. */
export interface Model {
  readonly name: string;
  readonly version: string;
  readonly task: string;
  readonly default: boolean;
  /** BCP 47 tag. */
  readonly language: string;
  readonly slots: readonly string[];
  readonly requested: readonly string[] | null;
  readonly metrics: Readonly<
    Record<string, { readonly f1?: unknown; readonly accuracy?: unknown } | undefined>
  >;
  readonly network?: Network;
}

/** What the page asks; beside the text and the model only what the task's route takes. */
export interface Question {
  readonly text: string;
  readonly model: string;
  readonly requested?: readonly string[];
  readonly explain?: true | 'states' | 'attention';
  readonly limit?: number;
  readonly minScore?: number;
}
