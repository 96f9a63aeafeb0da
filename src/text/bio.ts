import type { Token } from './tokenizer.ts';

/** A slot's place: in UTF-16 units of the text or in token indices, whichever its holder says; end exclusive. */
export interface Span {
  readonly slot: string;
  readonly start: number;
  readonly end: number;
}

/** Why spans cannot be told as one label a token. */
export class SpanError extends Error {
  override readonly name = 'SpanError';
  readonly span: Span;

  constructor(span: Span, problem: string) {
    super(`slot ${span.slot} at ${span.start}-${span.end} ${problem}`);
    this.span = span;
  }
}

/**
 * Labels every token: `B-slot` at the first token that a span of characters overlaps, `I-slot` at its others,
 * `O` elsewhere. Throws a SpanError for a span that meets no token, and for two that share a token.
 */
export function spansToBio(tokens: readonly Token[], spans: readonly Span[]): string[] {
  const labels = tokens.map(() => 'O');
  const skip = (from: number, passes: (token: Token) => boolean): number => {
    let index = from;
    while (index < tokens.length && passes(tokens[index]!)) {
      index += 1;
    }
    return index;
  };
  let next = 0;
  for (const span of spans.toSorted((a, b) => a.start - b.start)) {
    const last = tokens[next - 1];
    if (last !== undefined && last.end > span.start) {
      throw new SpanError(span, `shares the token '${last.text}' with another slot; keep one of them`);
    }
    const first = skip(next, (token) => token.end <= span.start);
    next = skip(first, (token) => token.start < span.end);
    if (next === first || span.start >= span.end) {
      throw new SpanError(span, 'covers no token; move its offsets over the words it stands for');
    }
    labels.fill(`I-${span.slot}`, first, next);
    labels[first] = `B-${span.slot}`;
  }
  return labels;
}

/**
 * Reads chunks from BIO labels, as spans in token indices, by the rules of conlleval (Tjong Kim Sang and
 * Buchholz, CoNLL-2000): `B-x` always begins one, and so does an `I-x` that does not follow `B-x` or `I-x`.
 */
export function bioToSpans(labels: readonly string[]): Span[] {
  const spans: Span[] = [];
  let open: { slot: string; start: number } | undefined;
  const close = (end: number): void => {
    if (open !== undefined) {
      spans.push({ ...open, end });
    }
    open = undefined;
  };
  labels.forEach((label, index) => {
    const slot = slotOf(label);
    if (slot === undefined) {
      close(index);
    } else if (label.startsWith('B') || slot !== open?.slot) {
      close(index);
      open = { slot, start: index };
    }
  });
  close(labels.length);
  return spans;
}

/** The slot of a label: undefined for `O`, `x` for `B-x` and `I-x`; throws for any other form. */
export function slotOf(label: string): string | undefined {
  if (label === 'O') {
    return undefined;
  }
  if (/^[BI]-./u.test(label)) {
    return label.slice(2);
  }
  throw new Error(`label '${label}' is neither O nor B- or I- with a slot's name`);
}

/** The labels of a tagger for these slots: `O` first, then `B-` and `I-` of every slot in sorted order. */
export function labelsOf(slots: Iterable<string>): string[] {
  return ['O', ...[...new Set(slots)].sort().flatMap((slot) => [`B-${slot}`, `I-${slot}`])];
}
