/**
 * A template: one sentence; or a pair that says the opposite thing with the same words and names; or an answer
 * to a question about the slots in `requested`.
 */
export type Template = string | readonly [string, string] | { requested: readonly string[]; text: string };

/** Templates of one theme; `share` is the group's part of all sentences. */
export type TemplateGroup = {
  name: string;
  share: number;
  templates: readonly Template[];
  /** Whether a greeting or thanks may be put around the sentence. */
  wrapped?: boolean;
};
