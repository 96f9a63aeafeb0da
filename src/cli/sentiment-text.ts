import { percent } from '../report/format.ts';
import type { SentimentAnswer, SentimentWord } from '../tasks/sentiment/answer.ts';
import type { Colors } from './colors.ts';
import { heatMap, shadedBy, strongest, wordList } from './heat-map.ts';
import { formatTable, printable } from './table.ts';

type Erased = SentimentWord & { readonly effect: number };

/**
 * What is said of a text in one line; if it is explained, its words follow: shaded by what they do where there are colours
 * (warm for positive), else in lines with numbers and bars.
 */
export function describeSentiment(
  text: string,
  { label, scores, words }: SentimentAnswer,
  colors: Colors,
): string {
  const paint = { positive: colors.green, negative: colors.red, neutral: colors.dim }[label];
  const head = `${paint(label)}  ${percent(scores.positive)} positive`;
  if (!words) return `${head}  ${printable(text)}`;
  const lines = words.every(isErased) ? byEffect(text, words, colors) : byAttention(text, words, colors);
  return [head, ...lines.map((line) => `  ${line}`)].join('\n');
}

function isErased(word: SentimentWord): word is Erased {
  return word.effect !== undefined;
}

function byEffect(text: string, words: readonly Erased[], colors: Colors): string[] {
  if (!colors.isColorSupported) return wordList(words, ({ attention }) => [percent(attention)]);
  const stretches = words.map((word) => ({ ...word, show: shadedBy(word.effect, colors) }));
  return [heatMap(text, stretches), ...strongest(words, colors)];
}

/** The word that counts most is the strongest shade, since in a long text even that has little. */
function byAttention(text: string, words: readonly SentimentWord[], colors: Colors): string[] {
  if (!colors.isColorSupported) {
    return formatTable(
      words.map(({ text: own, attention }) => [printable(own), percent(attention)]),
      [1],
    );
  }
  const most = words.reduce((greatest, { attention }) => Math.max(greatest, attention), 0);
  return [
    heatMap(
      text,
      words.map((word) => ({ ...word, show: shadedBy(word.attention / most, colors) })),
    ),
  ];
}
