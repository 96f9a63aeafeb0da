/** What `work` returns, without the lines that decoders write to the console for each broken packet: they tell them in what they return, too. */
export function quietly<Result>(work: () => Result): Result {
  const { error } = console;
  // Nothing else runs before this is undone, as long as `work` waits for nothing.
  console.error = () => {};
  try {
    return work();
  } finally {
    console.error = error;
  }
}
