import type { ScoreParts } from './hypothesis.ts';

/** What is added to a finished labelling's acoustic score. */
export type FinishedScores = Omit<ScoreParts, 'acoustic'> & {
  /** Whether its last word is only the beginning of one that is allowed. */
  readonly unfinished: boolean;
};

/** What is known of texts beside the matrix, as the search asks for it: a score for each node of the prefix tree. */
export interface Knowledge {
  /** Forgets all nodes but 0, the empty labelling. */
  begin(): void;
  /** What is added to the acoustic score of a node as long as the search goes on. */
  scoreOf(node: number): number;
  /** No child of the node has a higher score, if its symbol ends a word or if not. */
  ceilingOf(node: number, ends: boolean): number;
  /** The score of the child that adds `symbol`, or -Infinity if it is not allowed. */
  preview(node: number, symbol: number): number;
  /** Keeps what is known of that child under its own number. */
  enter(node: number, symbol: number, child: number): void;
  /** Takes the node as a whole text. */
  finish(node: number): FinishedScores;
  /** Nodes have new numbers; those with -1 are gone. */
  rename(renamed: Int32Array): void;
}

const nothing: FinishedScores = { languageModel: 0, hotwords: 0, unfinished: false };

/** Knows nothing: texts are as likely as the matrix says. */
export const noKnowledge: Knowledge = {
  begin: () => {},
  scoreOf: () => 0,
  ceilingOf: () => 0,
  preview: () => 0,
  enter: () => {},
  finish: () => nothing,
  rename: () => {},
};
