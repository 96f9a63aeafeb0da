import { describe, expect, it } from 'vitest';
import { rotate, sentencesOf, stretchesOf } from '../../bench/sentences.ts';
import { tokenize } from '../../src/text/tokenizer.ts';

describe('sentencesOf', () => {
  it('finds different sentences of the length, enough to vary', () => {
    const sentences = sentencesOf(12);
    expect(sentences.length).toBeGreaterThan(30);
    expect(new Set(sentences).size).toBe(sentences.length);
    for (const text of sentences) expect(tokenize(text)).toHaveLength(12);
  });
});

describe('stretchesOf', () => {
  it.each([3, 50, 200])('gives different texts of %i tokens', (tokens) => {
    const texts = stretchesOf(tokens, 40);
    expect(new Set(texts).size).toBe(40);
    for (const text of texts) expect(tokenize(text)).toHaveLength(tokens);
  });

  it('refuses a length that the sample cannot give', () => {
    expect(() => stretchesOf(1_000_000, 1)).toThrow('only 0 stretches');
  });
});

describe('rotate', () => {
  it('begins at another element and keeps the order', () => {
    expect(rotate(['a', 'b', 'c'], 1)).toEqual(['b', 'c', 'a']);
    expect(rotate(['a', 'b', 'c'], 6)).toEqual(['a', 'b', 'c']);
  });
});
