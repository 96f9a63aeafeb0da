import type { Span } from '../../text/bio.ts';

/** A text in which two spans have exchanged their values, and where any span of the old text stands in it. */
export interface Exchanged {
  readonly text: string;
  readonly move: (span: Span) => Span;
}

/** Lets `first` and `second`, in this order in `text` and apart, exchange their values; slots stay in their places. */
export function exchangeValues(text: string, first: Span, second: Span): Exchanged {
  const textOf = ({ start, end }: Span) => text.slice(start, end);
  const growth = second.end - second.start - (first.end - first.start);
  return {
    text:
      text.slice(0, first.start) +
      textOf(second) +
      text.slice(first.end, second.start) +
      textOf(first) +
      text.slice(second.end),
    move: (span) => {
      if (span === first) return { ...span, end: span.end + growth };
      if (span === second) return { ...span, start: span.start + growth };
      return span.start >= first.end && span.start < second.start
        ? { ...span, start: span.start + growth, end: span.end + growth }
        : span;
    },
  };
}
