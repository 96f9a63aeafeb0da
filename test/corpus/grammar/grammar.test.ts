import { describe, expect, it } from 'vitest';
import { parseExpression } from '../../../src/corpus/grammar/expression.ts';
import { type Grammar, readGrammar } from '../../../src/corpus/grammar/read.ts';
import { grammarSentences } from '../../../src/corpus/grammar/sentences.ts';

const grammarOf = (text: string): Grammar => {
  const bytes = Buffer.from(text);
  return readGrammar({ file: 'order.yaml', lines: text.split('\n'), bytes });
};
const yaml = `context:
  expressions:
    order:
      - "[get, can I (please) have] [a, an] $size:size $drink:coffeeDrink"
    stop:
      - "never mind"
  slots:
    size: [small, eight ounce]
    drink:
      - "iced tea"
      - "latte"
`;

describe('parseExpression', () => {
  it('reads choices, what may be left out, and values', () => {
    expect(parseExpression('[get, give me (now)] $size:cup')).toEqual([
      {
        type: 'choice',
        options: [
          [{ type: 'text', text: 'get' }],
          [
            { type: 'text', text: ' give me ' },
            { type: 'choice', options: [[{ type: 'text', text: 'now' }], []] },
          ],
        ],
      },
      { type: 'text', text: ' ' },
      { type: 'value', of: 'size', slot: 'cup' },
    ]);
  });

  it.each(['[a, b', 'a (b', 'a]', 'a) b', '$size', '@macro', 'a $:b'])('refuses %j', (text) => {
    expect(() => parseExpression(text)).toThrow(SyntaxError);
  });
});

describe('readGrammar', () => {
  it.each([
    ['context: {}', 'context.expressions'],
    ['context: [', 'order.yaml: is no grammar'],
    ['context: {expressions: {a: ["$b:c"]}}', 'slots has no type "b"'],
    ['context: {expressions: {a: ["[x"]}}', '"]" is missing'],
  ])('says what is wrong with %j', (text, problem) => {
    expect(() => grammarOf(text)).toThrow(problem);
  });
});

describe('grammarSentences', () => {
  const sentences = [...grammarSentences(grammarOf(yaml), 400, 'x')];

  it('draws every sentence of a small grammar, and no other', () => {
    const leads = ['get', 'can I please have', 'can I have'];
    const cups = ['a small', 'an eight ounce'];
    const all = leads.flatMap((lead) =>
      cups.flatMap((cup) => ['iced tea', 'latte'].map((drink) => `${lead} ${cup} ${drink}`)),
    );
    expect([...new Set(sentences.map(({ text }) => text))].sort()).toEqual([...all, 'never mind'].sort());
  });

  it('labels each value where it stands', () => {
    for (const { text, slots } of sentences) {
      const values = Object.fromEntries(slots.map(({ slot, start, end }) => [slot, text.slice(start, end)]));
      if (text === 'never mind') expect(values).toEqual({});
      else {
        expect(['small', 'eight ounce']).toContain(values.size);
        expect(['iced tea', 'latte']).toContain(values.coffeeDrink);
      }
    }
  });

  it('gives the same sentences for the same seed only', () => {
    expect([...grammarSentences(grammarOf(yaml), 400, 'x')]).toEqual(sentences);
    expect([...grammarSentences(grammarOf(yaml), 400, 'y')]).not.toEqual(sentences);
  });
});
