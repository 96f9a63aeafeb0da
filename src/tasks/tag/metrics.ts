import { type Span, slotOf } from '../../text/bio.ts';

/** Precision, recall and F1 of spans as fractions of 1 (0 where there is nothing to divide by), and counts. */
export interface SpanScore {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  /** Spans that people labelled. */
  readonly gold: number;
  /** Spans that the tagger found. */
  readonly predicted: number;
  /** Spans in both, with the same slot, start and end. */
  readonly correct: number;
}

/** Scores of a tagger over a list of sentences. */
export interface Scores {
  /** Micro-averaged over all slots. */
  readonly overall: SpanScore;
  /** By slot, in sorted order. */
  readonly bySlot: Readonly<Record<string, SpanScore>>;
  /** Share of the sentences whose spans are all right and none too many. */
  readonly exactMatch: number;
  readonly sentences: number;
}

interface Counts {
  gold: number;
  predicted: number;
  correct: number;
}

/**
 * Scores spans as conlleval does (Tjong Kim Sang and Buchholz, CoNLL-2000): a predicted span is correct when
 * the same sentence has a gold span of the same slot, start and end. The two lists are parallel; offsets may
 * be in any unit, the same for both.
 */
export function scoreSpans(
  gold: readonly (readonly Span[])[],
  predicted: readonly (readonly Span[])[],
): Scores {
  sameLength(gold, predicted, 'sentences');
  const counts = new Map<string, Counts>();
  let exact = 0;
  gold.forEach((spans, index) => {
    exact += countSentence(counts, spans, predicted[index]!) ? 1 : 0;
  });
  const total: Counts = { gold: 0, predicted: 0, correct: 0 };
  for (const each of counts.values()) {
    total.gold += each.gold;
    total.predicted += each.predicted;
    total.correct += each.correct;
  }
  const slots = [...counts.keys()].sort();
  return {
    overall: scoreOf(total),
    bySlot: Object.fromEntries(slots.map((slot) => [slot, scoreOf(counts.get(slot)!)])),
    exactMatch: ratio(exact, gold.length),
    sentences: gold.length,
  };
}

/** Adds one sentence to the counts; tells whether it is right as a whole. */
function countSentence(
  counts: Map<string, Counts>,
  gold: readonly Span[],
  predicted: readonly Span[],
): boolean {
  const countsOf = (slot: string): Counts => {
    const known = counts.get(slot) ?? { gold: 0, predicted: 0, correct: 0 };
    counts.set(slot, known);
    return known;
  };
  const keyOf = ({ slot, start, end }: Span): string => `${start} ${end} ${slot}`;
  const unmatched = new Set(gold.map(keyOf));
  for (const span of gold) {
    countsOf(span.slot).gold += 1;
  }
  let correct = 0;
  for (const span of predicted) {
    const own = countsOf(span.slot);
    own.predicted += 1;
    if (unmatched.delete(keyOf(span))) {
      own.correct += 1;
      correct += 1;
    }
  }
  return correct === gold.length && correct === predicted.length;
}

function scoreOf({ gold, predicted, correct }: Counts): SpanScore {
  return {
    precision: ratio(correct, predicted),
    recall: ratio(correct, gold),
    f1: ratio(2 * correct, gold + predicted),
    gold,
    predicted,
    correct,
  };
}

/** Which slots a tagger takes for which, in tokens; `O` stands for no slot. */
export interface Confusion {
  /** `O` and every slot seen, in sorted order. */
  readonly slots: readonly string[];
  /** `counts[i][j]`: tokens of gold slot `slots[i]` that were labelled `slots[j]`. */
  readonly counts: readonly (readonly number[])[];
}

/** Counts the slots (without B- and I-) of tokens that people and a tagger labelled; the lists are parallel. */
export function confusion(
  gold: readonly (readonly string[])[],
  predicted: readonly (readonly string[])[],
): Confusion {
  sameLength(gold, predicted, 'sentences');
  const seen = new Set([...gold, ...predicted].flat().map((label) => slotOf(label) ?? 'O'));
  seen.delete('O');
  const slots = ['O', ...[...seen].sort()];
  const rowOf = new Map(slots.map((slot, row) => [slot, row]));
  const place = (label: string): number => rowOf.get(slotOf(label) ?? 'O')!;
  const counts = slots.map(() => slots.map(() => 0));
  gold.forEach((labels, index) => {
    sameLength(labels, predicted[index]!, 'labels of a sentence');
    labels.forEach((label, token) => {
      counts[place(label)]![place(predicted[index]![token]!)]! += 1;
    });
  });
  return { slots, counts };
}

function ratio(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}

function sameLength(gold: readonly unknown[], predicted: readonly unknown[], what: string): void {
  if (gold.length !== predicted.length) {
    throw new Error(`${gold.length} gold but ${predicted.length} predicted ${what}`);
  }
}
