import { jsonPointer, SlotlineError } from '../../errors.ts';
import { tokenize } from '../../text/tokenizer.ts';

/** What a request may have explained at most. */
export interface ExplainedLimits {
  /** Tokens of a text. */
  readonly tokens: number;
  /** Tokens' work of all texts. */
  readonly work: number;
  /** UTF-16 units of a text; longer ones are refused without a look at their tokens. */
  readonly length?: number;
  readonly workOf: (tokens: number) => number;
  /** What to ask for instead of a text that is too long. */
  readonly instead: string;
}

/** Refuses texts that are too long to be explained, or too many. */
export function checkExplainedSize(
  { text, texts }: { readonly text?: string | undefined; readonly texts?: readonly string[] | undefined },
  limits: ExplainedLimits,
): void {
  let work = 0;
  for (const [i, each] of (texts ?? [text!]).entries()) {
    const refuse = (detail: string): never => {
      const pointer = text === undefined ? jsonPointer(['texts', i]) : '/text';
      throw new SlotlineError('too_long_to_explain', detail, { pointer });
    };
    if (each.length > (limits.length ?? Number.POSITIVE_INFINITY)) {
      refuse(`The text has more than ${limits.length} characters; ${limits.instead}`);
    }
    const { length } = tokenize(each);
    if (length > limits.tokens) refuse(`The text has ${length} tokens; ${limits.instead}`);
    work += limits.workOf(length);
    if (work > limits.work) {
      refuse('Ask for the explanations of this text, and of those after it, in another request');
    }
  }
}
