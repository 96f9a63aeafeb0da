import type { Confusion } from '../tasks/tag/metrics.ts';
import { confusionMatrix } from './confusion-matrix.ts';
import { count, percent } from './format.ts';
import { type Html, html, table } from './html.ts';

/** Tokens of one gold slot that were labelled as another. */
export interface ConfusedPair {
  readonly gold: string;
  readonly predicted: string;
  readonly tokens: number;
  /** Of the tokens of the gold slot. */
  readonly share: number;
}

/** The confused pairs, the most frequent first. */
export function confusedPairs({ slots, counts }: Confusion): ConfusedPair[] {
  const pairs = counts.flatMap((row, i) => {
    const total = row.reduce((sum, tokens) => sum + tokens, 0);
    return row.map((tokens, j) => ({
      gold: slots[i]!,
      predicted: slots[j]!,
      tokens: i === j ? 0 : tokens,
      share: total === 0 ? 0 : tokens / total,
    }));
  });
  return pairs.filter(({ tokens }) => tokens > 0).sort((a, b) => b.tokens - a.tokens);
}

const mostPairs = 20;
const mostSlots = 24;

/** What a tagger takes for what: the most frequent pairs, and the matrix of the slots that are confused. */
export function confusionSection(part: string, confusion: Confusion): Html {
  const pairs = confusedPairs(confusion);
  if (pairs.length === 0) return html`<h3>Confusions</h3>\n<p>No token got a wrong slot.</p>\n`;
  const rows = pairs
    .slice(0, mostPairs)
    .map(({ gold, predicted, tokens, share }) => [gold, predicted, count(tokens), percent(share)]);
  const more = pairs.length > mostPairs ? `, the first ${mostPairs} of ${pairs.length} pairs` : '';
  const caption = `Confused slots, ${part}, in tokens${more}; O is no slot`;
  return html`<h3>Confusions</h3>
${table(caption, ['gold', 'labelled as', 'tokens', 'of the gold slot'], rows, 2)}
${matrix(part, confusion, pairs)}`;
}

function matrix(part: string, { slots, counts }: Confusion, pairs: readonly ConfusedPair[]): Html {
  const shown = slotsToShow(slots, pairs);
  const rest = slots.length - shown.length;
  return html`<p>Rows are gold slots, columns what their tokens were labelled as; a stronger colour is a larger share of the row.
${rest > 0 ? `${slots.length - rest} of ${slots.length} slots, those most often confused, are shown.` : ''}</p>
${confusionMatrix(`Confusion matrix, ${part}`, { names: slots, counts }, shown)}`;
}

/** Rows and columns of the matrix, in its order: those confused, and of many those confused most. */
function slotsToShow(slots: readonly string[], pairs: readonly ConfusedPair[]): number[] {
  const tokens = new Map<string, number>();
  for (const pair of pairs) {
    for (const slot of [pair.gold, pair.predicted]) {
      tokens.set(slot, (tokens.get(slot) ?? 0) + pair.tokens);
    }
  }
  const most = [...tokens.keys()].sort((a, b) => tokens.get(b)! - tokens.get(a)!).slice(0, mostSlots);
  return [...slots.keys()].filter((index) => most.includes(slots[index]!));
}
