import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tokenize } from '../../src/text/tokenizer.ts';
import { tokenizeWords } from '../../src/text/word-tokenizer.ts';

const wordsOf = (text: string) => tokenizeWords(text).map((token) => token.text);

describe('tokenizeWords', () => {
  it('joins Chinese characters to words, and leaves signs, numbers and other scripts as they are', () => {
    expect(wordsOf('房间很大，床有2M宽')).toEqual(['房间', '很大', '，', '床', '有', '2', 'M', '宽']);
    expect(wordsOf("it's not bad at all 👍🏽")).toEqual(
      tokenize("it's not bad at all 👍🏽").map(({ text }) => text),
    );
  });

  it('never joins over white space or the border of a script', () => {
    expect(wordsOf('房 间')).toEqual(['房', '间']);
    expect(wordsOf('AI技术')).toEqual(['AI', '技术']);
  });

  it('gives tokens that stand where they say, together all that tokenize gives', () => {
    const texts = fc.string({ unit: fc.constantFrom(...'酒店的服务很好不 ,。aé1́👍ไทยの\ud83d') });
    fc.assert(
      fc.property(texts, (text) => {
        const words = tokenizeWords(text);
        expect(words.every(({ start, end, text: own }) => text.slice(start, end) === own)).toBe(true);
        expect(words.map((token) => token.text).join('')).toBe(
          tokenize(text)
            .map((token) => token.text)
            .join(''),
        );
        expect(words.every(({ start }, at) => at === 0 || start >= words[at - 1]!.end)).toBe(true);
      }),
    );
  });
});
