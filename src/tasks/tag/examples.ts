import type { LabelledSentence } from '../../corpus/index.ts';
import { labelsOf, spansToBio } from '../../text/bio.ts';
import { type Token, tokenize } from '../../text/tokenizer.ts';

/** A labelled sentence as a tagger is trained on it. */
export interface Example {
  readonly tokens: readonly Token[];
  /** Label numbers, one a token; -1 for a label that the training part lacks. */
  readonly gold: readonly number[];
  readonly requested?: readonly string[] | undefined;
}

/** The labels of a tagger, learned from the training part: every slot that occurs there. */
export function learnLabels(sentences: readonly LabelledSentence[]): string[] {
  return labelsOf(sentences.flatMap(({ slots }) => slots.map(({ slot }) => slot)));
}

/** Tokenises and labels sentences; those without tokens are left out. */
export function toExamples(sentences: readonly LabelledSentence[], labels: readonly string[]): Example[] {
  const numbers = new Map(labels.map((label, number) => [label, number]));
  return sentences.flatMap(({ text, slots, requested }) => {
    const tokens = tokenize(text);
    if (tokens.length === 0) return [];
    const gold = spansToBio(tokens, slots).map((label) => numbers.get(label) ?? -1);
    return [{ tokens, gold, ...(requested && { requested }) }];
  });
}

/** An example with the letter case of its words hidden. */
export function inLowerCase(example: Example): Example {
  return {
    ...example,
    tokens: example.tokens.map((token) => ({ ...token, text: token.text.toLowerCase() })),
  };
}

/** The slots that training sentences ask for, sorted: the `requested` input of the network. */
export function learnRequested(sentences: readonly LabelledSentence[]): string[] {
  return [...new Set(sentences.flatMap(({ requested }) => requested ?? []))].sort();
}

/** Labels as feeds: `gold` int32 `[time, batch, 1]` and the `arcs` of a CRF, int32 `[time + 1, batch]`. */
export function encodeGold(examples: readonly Example[], labels: number) {
  const batch = examples.length;
  const time = Math.max(...examples.map(({ gold }) => gold.length));
  const gold = new Int32Array(time * batch);
  const arcs = new Int32Array((time + 1) * batch).fill(-1);
  for (const [b, example] of examples.entries()) {
    let from = labels;
    for (const [t, label] of example.gold.entries()) {
      gold[t * batch + b] = label;
      arcs[t * batch + b] = from * (labels + 1) + label;
      from = label;
    }
    arcs[example.gold.length * batch + b] = from * (labels + 1) + labels;
  }
  return {
    gold: { data: gold, dims: [time, batch, 1] },
    arcs: { data: arcs, dims: [time + 1, batch] },
  };
}
