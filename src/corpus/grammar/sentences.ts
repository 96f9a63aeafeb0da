import { type RandomSource, randomSource } from '../../random.ts';
import type { LabelledSentence } from '../sentence.ts';
import type { GrammarNode } from './expression.ts';
import type { Grammar } from './read.ts';

type Piece = { readonly text: string; readonly slot?: string; readonly article?: true };

const isArticle = ({ options }: { options: readonly (readonly GrammarNode[])[] }): boolean => {
  const words = options.map(([node, ...more]) =>
    more.length === 0 && node?.type === 'text' ? node.text.trim() : '',
  );
  return words.toSorted().join() === 'a,an';
};

function draw(nodes: readonly GrammarNode[], values: Grammar['values'], random: RandomSource): Piece[] {
  return nodes.flatMap((node): Piece[] => {
    if (node.type === 'text') return [{ text: node.text }];
    if (node.type === 'value') return [{ text: random.pick(values[node.of]!), slot: node.slot }];
    if (isArticle(node)) return [{ text: 'a', article: true }];
    return draw(random.pick(node.options), values, random);
  });
}

/** "a" or "an", by the letter that follows: grammars leave the choice open. */
const articled = (pieces: readonly Piece[]): Piece[] =>
  pieces.map((piece, i) => {
    if (!piece.article) return piece;
    const rest = pieces.slice(i + 1).map(({ text }) => text);
    return { text: /^[aeiou]/i.test(rest.join('').trimStart()) ? 'an' : 'a' };
  });

function sentenceOf(pieces: readonly Piece[]): LabelledSentence {
  let text = '';
  const slots: { slot: string; start: number; end: number }[] = [];
  for (const piece of pieces) {
    // What was not said leaves a space beside a space.
    const own = /(?:^|\s)$/.test(text) ? piece.text.trimStart() : piece.text;
    if (piece.slot !== undefined)
      slots.push({ slot: piece.slot, start: text.length, end: text.length + own.length });
    text += own;
  }
  return { text: text.trimEnd(), slots };
}

/** Draws `count` labelled sentences of a grammar, each expression and value as often as the others; the same seed gives the same. */
export function* grammarSentences(
  { expressions, values }: Grammar,
  count: number,
  seed: string,
): Generator<LabelledSentence> {
  const random = randomSource(`grammar ${seed}`);
  for (let i = 0; i < count; i += 1)
    yield sentenceOf(articled(draw(random.pick(expressions), values, random)));
}
