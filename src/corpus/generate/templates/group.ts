/**
 * A template: one sentence; or a pair that says the opposite thing with the same words and names; or an answer
 * to a question about the slots in `requested`.
 */
export type Template = string | readonly [string, string] | Answer;

/** Templates of one theme; `share` is the group's part of all sentences. */
export type TemplateGroup = {
  name: string;
  share: number;
  templates: readonly Template[];
  /** Whether a greeting or thanks may be put around the sentence. */
  wrapped?: boolean;
};

/** A sentence said after a question about the slots in `requested`. */
export type Answer = { requested: readonly string[]; text: string };

/** Each text once for each slot, with `@` standing for the slot's name. */
export const answers = (slots: readonly string[], texts: readonly string[]): Answer[] =>
  slots.flatMap((slot) => texts.map((text) => ({ requested: [slot], text: text.replaceAll('@', slot) })));
