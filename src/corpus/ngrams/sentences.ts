import { CorpusError } from '../error.ts';
import type { Source } from '../source.ts';

/** What an n-gram model is made of: words, or characters for languages that part no words. */
export type NgramUnit = 'word' | 'character';

/** How the ARPA format writes what is no word. */
export const tags = { begin: '<s>', end: '</s>', unknown: '<unk>' } as const;

/** The words of each line that has any; throws a CorpusError for a word that the ARPA format keeps for itself. */
export function* sentencesOf({ file, lines }: Source, unit: NgramUnit): Generator<string[]> {
  for (const [index, line] of lines.entries()) {
    const words = line.split(/\s+/u).filter((word) => word !== '');
    const tag = Object.values<string>(tags).find((each) => words.includes(each));
    if (tag !== undefined) {
      throw new CorpusError(file, index + 1, {
        problem: `has the word ${tag}, which language models keep for themselves`,
        remedy: 'Write one plain sentence a line',
      });
    }
    if (words.length > 0) yield unit === 'word' ? words : [...words.join('')];
  }
}
