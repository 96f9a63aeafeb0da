import { readArpa } from '../../src/decoding/ctc/arpa.ts';
import type { LanguageModelFile } from '../../src/tasks/ctc/language-models.ts';

/** An ARPA file by hand: "to the" is likely, and "two" is not. */
export const tinyArpa = `
\\data\\
ngram 1=6
ngram 2=2

\\1-grams:
-99 <s> -0.1
-1 </s>
-3 <unk>
-1 to -0.1
-2.5 two -0.1
-1 the -0.1

\\2-grams:
-0.5 <s> to
-0.2 to the

\\end\\
`;

/** It as the language model `tiny` of a service. */
export function tinyLanguageModel(): LanguageModelFile {
  const { data } = readArpa(Buffer.from(tinyArpa));
  return { name: 'tiny', order: 2, words: 6, ngrams: 8, data };
}
