import type { Span } from './answer.ts';

/**
 * Where the spans of an old text lie in the new one, until its own answer is there: those beside the edit move with their
 * words, those in which it lies grow or shrink, and those that it took away are gone.
 */
export function carried<S extends Span>(spans: readonly S[], before: string, after: string): S[] {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < shorter - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  const growth = after.length - before.length;
  const editEnd = before.length - tail;
  return spans.flatMap((span) => {
    if (span.end <= head) return [span];
    if (span.start >= editEnd) return [{ ...span, start: span.start + growth, end: span.end + growth }];
    const kept = { ...span, start: Math.min(span.start, head), end: Math.max(span.end, editEnd) + growth };
    const reaches = span.start < head || span.end > editEnd;
    return reaches && kept.end > kept.start ? [kept] : [];
  });
}
