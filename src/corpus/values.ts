import type { Span } from '../text/bio.ts';

/**
 * Where values stand in a text, as whole words, whatever their capitals: the longest first, each at its first place that
 * no other has. Undefined if one is not found.
 */
export function spansOfValues(text: string, values: Readonly<Record<string, string>>): Span[] | undefined {
  const spans: Span[] = [];
  const longest = Object.entries(values).toSorted(([, a], [, b]) => b.length - a.length);
  for (const [slot, value] of longest) {
    const span = placesOf(text, value).find(({ start, end }) =>
      spans.every((other) => end <= other.start || start >= other.end),
    );
    if (span === undefined) return undefined;
    spans.push({ slot, ...span });
  }
  return spans.toSorted((a, b) => a.start - b.start);
}

function placesOf(text: string, value: string): { start: number; end: number }[] {
  const words = value.trim().split(/\s+/).map(escaped);
  const pattern = new RegExp(
    String.raw`(?<![\p{L}\p{N}])${words.join(String.raw`\s+`)}(?![\p{L}\p{N}])`,
    'giu',
  );
  return [...text.matchAll(pattern)].map(({ index, 0: found }) => ({
    start: index,
    end: index + found.length,
  }));
}

const escaped = (word: string): string => word.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
