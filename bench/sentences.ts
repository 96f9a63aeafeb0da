import { readLabelled } from '../src/corpus/index.ts';
import { tokenize } from '../src/text/tokenizer.ts';

/** The texts of the sample data, each once. */
export function sampleTexts(): string[] {
  const parts = ['train', 'dev', 'test'].flatMap((split) => readLabelled('data/sample', { split }));
  return [...new Set(parts.map(({ text }) => text))];
}

/** All sample texts of exactly so many tokens. */
export function sentencesOf(tokens: number): string[] {
  return sampleTexts().filter((text) => tokenize(text).length === tokens);
}

/** `count` different texts of exactly so many tokens, cut out of the sample texts said one after another. */
export function stretchesOf(tokens: number, count: number): string[] {
  const speech = sampleTexts().join(', ');
  const all = tokenize(speech);
  const found = new Set<string>();
  for (let first = 0; found.size < count && first + tokens <= all.length; first++) {
    const text = speech.slice(all[first]!.start, all[first + tokens - 1]!.end);
    if (tokenize(text).length === tokens) found.add(text);
  }
  if (found.size < count) throw new Error(`the sample has only ${found.size} stretches of ${tokens} tokens`);
  return [...found];
}

/** The list beginning at another of its elements: so that connections do not all ask the same at once. */
export function rotate<T>(list: readonly T[], by: number): T[] {
  const start = by % list.length;
  return [...list.slice(start), ...list.slice(0, start)];
}
