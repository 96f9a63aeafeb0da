/** A part of the text, in UTF-16 units, the end exclusive; or of a recording, in seconds. */
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

/** A word of a judged text. */
export interface WeighedWord extends Span {
  readonly text: string;
  /** The network's own weight; those of a text sum to 1. */
  readonly attention: number;
  /** How much it speaks for positive, or below zero for negative; absent until that was asked for. */
  readonly effect?: number;
}

/** What `POST /sentiment` answers to one text. */
export interface Judgement {
  readonly model: ModelReference & { readonly language: string };
  readonly label: string;
  readonly scores: { readonly positive: number; readonly negative: number; readonly neutral: number };
  readonly words?: readonly WeighedWord[];
}

/** A phrase that says what a text is about, with its places in the text. */
export interface Keyword {
  readonly text: string;
  readonly score: number;
  readonly occurrences: readonly Span[];
}

/** What `POST /keywords` answers to one text. */
export interface KeywordsAnswer {
  readonly model: ModelReference;
  readonly keywords: readonly Keyword[];
}

/** A word of a recording, with its time in seconds. */
export interface SpokenWord extends Span {
  readonly word: string;
  readonly confidence: number;
}

/** A slot of what was said, with its time in seconds. */
export interface SaidSlot extends Slot {
  /** Its place in the text. */
  readonly characters: Span;
}

/** A letter that a frame may speak; an empty one is the blank. */
export interface HeardLetter {
  readonly letter: string;
  readonly probability: number;
}

/** The likeliest letters of each frame of so many seconds, the likeliest first. */
export interface LetterFrames {
  readonly seconds: number;
  readonly best: readonly (readonly HeardLetter[])[];
}

/** What `POST /transcribe` answers with `letters=true`. */
export interface Heard {
  readonly model: ModelReference;
  readonly text: string;
  readonly words: readonly SpokenWord[];
  readonly alternatives: readonly { readonly text: string; readonly score: number }[];
  readonly duration: number;
  readonly frames: LetterFrames;
  readonly tagModel?: ModelReference;
  readonly slots?: readonly SaidSlot[];
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
  /** What a model of keywords does unless told otherwise. */
  readonly keywords?: { readonly minScore: number } | null;
  readonly metrics: Readonly<
    Record<
      string,
      { readonly f1?: unknown; readonly accuracy?: unknown; readonly wordErrorRate?: unknown } | undefined
    >
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
