import type { Token } from '../../text/tokenizer.ts';
import type { LabelledSentence } from '../sentence.ts';

/** One named part of a data set, such as `train`. */
export interface CorpusPart {
  readonly name: string;
  readonly sentences: readonly LabelledSentence[];
}

/** A sentence that shows what a finding means. */
export interface Example {
  readonly file?: string | undefined;
  /** 1-based. */
  readonly line?: number | undefined;
  readonly detail: string;
}

/** Something in labelled data that a tagger would learn wrongly, or not at all. */
export interface Finding {
  /** An `error` is wrong beyond doubt; a `warning` may be meant. */
  readonly severity: 'error' | 'warning';
  /** Stable name of the check. */
  readonly code: string;
  readonly problem: string;
  readonly remedy: string;
  /** How many cases there are; `examples` has the first few. */
  readonly count: number;
  readonly examples: readonly Example[];
}

/** A labelled sentence with its tokens and the part that it is in. */
export interface Checked extends LabelledSentence {
  readonly part: string;
  readonly tokens: readonly Token[];
}

const shown = 5;

/** Makes a finding of all the cases of one problem; none of no cases. */
export function findingOf(
  about: Omit<Finding, 'count' | 'examples'>,
  examples: readonly Example[],
): Finding[] {
  return examples.length === 0
    ? []
    : [{ ...about, count: examples.length, examples: examples.slice(0, shown) }];
}

/** Points to a sentence. */
export function exampleOf({ at, text }: LabelledSentence, detail: string = text): Example {
  return { file: at?.file, line: at?.line, detail };
}

/** Where a sentence is, in short: `file:line`, or its text. */
export function placeOf({ at, text }: LabelledSentence): string {
  return at === undefined ? `'${text}'` : `${at.file}:${at.line}`;
}

/** Groups things by a key, in order of first appearance. */
export function groupBy<T>(items: Iterable<T>, keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) {
      groups.set(key, [item]);
    } else {
      group.push(item);
    }
  }
  return groups;
}
