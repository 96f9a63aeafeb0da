/**
 * Answers examples in batches of like lengths, so that little is padding; the answers are in the order of the examples.
 */
export async function answerByLength<Example, Answer>(
  examples: readonly Example[],
  batch: { readonly size: number; readonly lengthOf: (example: Example) => number },
  answer: (batch: readonly Example[]) => Promise<readonly Answer[]>,
): Promise<Answer[]> {
  const { size, lengthOf } = batch;
  const order = [...examples.keys()].sort((a, b) => lengthOf(examples[a]!) - lengthOf(examples[b]!));
  const answers: Answer[] = [];
  for (let start = 0; start < order.length; start += size) {
    const chosen = order.slice(start, start + size);
    const found = await answer(chosen.map((index) => examples[index]!));
    for (const [place, index] of chosen.entries()) answers[index] = found[place]!;
  }
  return answers;
}
