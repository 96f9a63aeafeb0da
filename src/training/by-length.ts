import { cutIntoBatches } from './batches.ts';

/** Padded tokens of a batch at most, so that long texts do not take more memory than there is. */
const batchTokens = 32_768;

/**
 * Answers examples in batches of like lengths, so that little is padding; the answers are in the order of the examples.
 */
export async function answerByLength<Example, Answer>(
  examples: readonly Example[],
  batch: { readonly size: number; readonly lengthOf: (example: Example) => number },
  answer: (batch: readonly Example[]) => Promise<readonly Answer[]>,
): Promise<Answer[]> {
  const lengths = examples.map(batch.lengthOf);
  const order = [...examples.keys()].sort((a, b) => lengths[a]! - lengths[b]!);
  const answers: Answer[] = [];
  for (const chosen of cutIntoBatches(order, lengths, { batch: batch.size, batchTokens })) {
    const found = await answer(chosen.map((index) => examples[index]!));
    for (const [place, index] of chosen.entries()) answers[index] = found[place]!;
  }
  return answers;
}
