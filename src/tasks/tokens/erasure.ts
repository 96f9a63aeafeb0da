import { groupByLength } from './grouping.ts';
import type { TokenVector, TokenVectors } from './token-vectors.ts';

/** A text whose tokens are erased one by one. */
export interface Erasable {
  /** Of its tokens, as they went into the graph of texts; at least one. */
  readonly vectors: readonly TokenVector[];
}

/** A text as a network reads it: with token `erased` replaced by one of which nothing is known, or whole (-1). */
export interface Reading<T extends Erasable> {
  readonly text: T;
  readonly erased: number;
}

/** The whole text, and the text without each of some tokens; nothing if there are none. */
export function readingsOf<T extends Erasable>(text: T, erased: readonly number[]): Reading<T>[] {
  return erased.length === 0 ? [] : [-1, ...erased].map((each) => ({ text, erased: each }));
}

/** About how many tokens' work it is to read a text, and by erasure once more whole and without each token. */
export function erasureWork(tokens: number): number {
  return tokens * (tokens + 2);
}

/**
 * Explanation by erasure (Li, Monroe and Jurafsky 2016): lets a network read texts without some of their tokens, those of
 * like length together. `read` is given each batch with the vectors that the network is to see, and where the batch's
 * readings stand in the list. `budget` is how many tokens a batch may have, padding included.
 */
export async function readErased<T extends Erasable>(
  readings: readonly Reading<T>[],
  { vectors, budget }: { readonly vectors: TokenVectors; readonly budget: number },
  read: (batch: Reading<T>[], seen: (readonly TokenVector[])[], places: readonly number[]) => Promise<void>,
): Promise<void> {
  if (readings.length === 0) return;
  const nothing = await vectors.nothing();
  const lengths = readings.map(({ text }) => text.vectors.length);
  for (const places of groupByLength(lengths, budget)) {
    const batch = places.map((place) => readings[place]!);
    const seen = batch.map(({ text, erased }) =>
      erased < 0 ? text.vectors : text.vectors.with(erased, nothing),
    );
    await read(batch, seen, places);
  }
}
