import { type Token, tokenize, unspaced } from './tokenizer.ts';

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });
/** Characters that are looked at together: the segmenter takes ever longer for longer texts. */
const longestRun = 256;
const unspacedToken = new RegExp(`^${unspaced}`, 'v');

/**
 * The tokens of `tokenize`, but characters of scripts without spaces are joined to words where the platform's word
 * segmenter (`Intl.Segmenter`, ICU's dictionaries) sees one. Other versions of ICU may see other words.
 */
export function tokenizeWords(text: string): Token[] {
  const words: Token[] = [];
  let run: Token[] = [];
  const close = (): void => {
    words.push(...wordsOf(run));
    run = [];
  };
  for (const token of tokenize(text)) {
    const isOwn = !unspacedToken.test(token.text);
    if (isOwn || run.length >= longestRun || run.at(-1)?.end !== token.start) close();
    if (isOwn) words.push(token);
    else run.push(token);
  }
  close();
  return words;
}

/** The words of characters that stand side by side. */
function wordsOf(run: readonly Token[]): Token[] {
  const [first] = run;
  if (!first || run.length === 1) return [...run];
  const ends = new Set<number>();
  const text = run.map((token) => token.text).join('');
  for (const { index, segment } of segmenter.segment(text)) ends.add(first.start + index + segment.length);
  const words: Token[] = [];
  let from = 0;
  for (const [at, { end }] of run.entries()) {
    if (!ends.has(end) && at < run.length - 1) continue;
    const { start } = run[from]!;
    words.push({ text: text.slice(start - first.start, end - first.start), start, end });
    from = at + 1;
  }
  return words;
}
