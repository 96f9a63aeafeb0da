import type { CtcHotword } from '../../../src/decoding/ctc/hotwords.ts';

/** n-grams (words joined by spaces) with log10 probability and back-off, as an ARPA file lists them. */
export type PlainModel = ReadonlyMap<string, { readonly logProb: number; readonly backoff: number }>;

/** The file of a model. */
export function arpaOf(model: PlainModel): string {
  const byOrder = new Map<number, string[]>();
  for (const [ngram, { logProb, backoff }] of model) {
    const order = ngram.split(' ').length;
    byOrder.set(order, [...(byOrder.get(order) ?? []), `${logProb}\t${ngram}\t${backoff}`]);
  }
  const orders = Array.from({ length: Math.max(...byOrder.keys()) }, (_, i) => i + 1);
  const counts = orders.map((order) => `ngram ${order}=${byOrder.get(order)?.length ?? 0}`);
  const sections = orders.map((order) => [`\\${order}-grams:`, ...(byOrder.get(order) ?? []), '']);
  return ['', '\\data\\', ...counts, '', ...sections.flat(), '\\end\\', ''].join('\n');
}

/** log10 P(word | history) by the definition of the format. */
export function plainLogProb(model: PlainModel, history: readonly string[], word: string): number {
  const found = model.get([...history, word].join(' '));
  if (found) return found.logProb;
  if (history.length === 0) throw new Error(`${word} is no unigram`);
  const backoff = model.get(history.join(' '))?.backoff ?? 0;
  return backoff + plainLogProb(model, history.slice(1), word);
}

/** Natural log of the probability of words and the sentence's end; unknown words count as <unk>, and `unknown` more. */
export function plainSentence(
  model: PlainModel,
  words: readonly string[],
  { order, unknown }: { readonly order: number; readonly unknown: number },
): number {
  const known = words.map((word) => (model.has(word) ? word : '<unk>'));
  const said = ['<s>', ...known, '</s>'];
  let sum = 0;
  for (let at = 1; at < said.length; at++) {
    const history = said.slice(Math.max(0, at - order + 1), at);
    sum += plainLogProb(model, history, said[at]!) * Math.LN10;
    if (said[at] === '<unk>') sum += unknown;
  }
  return sum;
}

/** The words of a labelling. */
export function plainWords(labels: readonly string[], separator: string | undefined): string[] {
  if (separator === undefined) return [...labels];
  return labels
    .join('')
    .split(separator)
    .filter((word) => word !== '');
}

/** The sum of the weights of hotwords, each as often as it is said. */
export function plainHotwords(
  words: readonly string[],
  hotwords: readonly CtcHotword[],
  separated: boolean,
): number {
  const text = separated ? ` ${words.join(' ')} ` : words.join('');
  let sum = 0;
  for (const hotword of hotwords) {
    const phrase = separated ? ` ${hotword.text} ` : hotword.text.replaceAll(' ', '');
    for (let at = text.indexOf(phrase); at >= 0; at = text.indexOf(phrase, at + 1))
      sum += hotword.weight ?? 0;
  }
  return sum;
}
