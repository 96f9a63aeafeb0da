/** A good request to `POST /sentiment`. */
export interface SentimentRequestBody {
  readonly text?: string;
  readonly texts?: readonly string[];
  readonly model?: string;
}

/** What one text is answered. */
export interface SentimentResultBody {
  readonly label: string;
  readonly scores: { readonly positive: number; readonly negative: number };
}

/** How far the scores of a text in a list may lie from those of the text alone. */
const tolerance = 1e-5;

/** What is wrong with an answer and the one to the same text by itself; undefined if nothing is. */
export function sentimentFault(result: SentimentResultBody, alone: SentimentResultBody): string | undefined {
  const { positive, negative } = result.scores;
  if (Math.abs(positive + negative - 1) > 1e-9) return `scores ${positive} and ${negative} do not sum to 1`;
  if (Math.abs(positive - alone.scores.positive) > tolerance) {
    return `alone is answered ${alone.scores.positive}, and in a list ${positive}`;
  }
  const likelier = positive > negative ? 'positive' : 'negative';
  return result.label === likelier || result.label === 'neutral'
    ? undefined
    : `${result.label} at ${positive}`;
}
