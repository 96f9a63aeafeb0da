const clitic = / (n['’]t|['’](?:s|re|ve|ll|d|m))(?!\S)/giu;

/** Split words as people write them: "do n't" becomes "don't", for the tokenizer splits in another place. */
export function joinClitics(text: string): string {
  return text.replace(clitic, '$1');
}
