import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detectLanguage, languageTag, primaryLanguage } from '../../src/text/language.ts';

describe('the language of a text', () => {
  it.each([
    ['the room was clean', 'en'],
    ['Die Straße war laut', 'en'],
    ['номер был чистым', 'en'],
    ['방이 깨끗했어요', 'en'],
    ['房间很干净', 'zh'],
    ['這個 hotel 的 service 很好', 'zh'],
    ['房间 123 👍', 'zh'],
    ['the 房 room', 'en'],
    ['a room in 北京', 'en'],
    ['房 room', 'en'],
    ['部屋はとても綺麗でした', 'ja'],
    ['サービス', 'ja'],
    ['ｻｰﾋﾞｽ', 'ja'],
    ['コーヒー 🍵', 'ja'],
    ['酒店的早餐很丰富，前台服务员也很热情，唯一的缺点是の字招牌有点旧', 'zh'],
    ['a\u0301', 'en'],
  ])('of "%s" is %s', (text, language) => {
    expect(detectLanguage(text)).toBe(language);
  });

  it.each(['', '👍🏽', '❤️', '1️⃣', '123 !!', '...', '\ud83d', '\u0301', '。、', '☎ 7:30'])(
    'is not told by "%s", which has no letters',
    (text) => {
      expect(detectLanguage(text)).toBeUndefined();
    },
  );

  it('stays the same whatever has no letters stands around and between', () => {
    const said = fc.constantFrom('room', 'clean', '房', '很', 'の', 'カ', 'é', 'привет');
    const silent = fc.constantFrom(' ', ' 👍 ', ' 12 ', ' — ', ' \ud83d ', ' ❤️ ');
    fc.assert(
      fc.property(fc.array(said, { minLength: 1, maxLength: 20 }), silent, silent, (words, one, other) => {
        const plain = detectLanguage(words.join(' '));
        expect(plain).toBeDefined();
        expect(detectLanguage(one + words.join(other) + other)).toBe(plain);
        expect(detectLanguage(words.toReversed().join(one))).toBe(plain);
      }),
    );
  });

  it('is that of the script of which there is more', () => {
    const few = fc.integer({ min: 0, max: 20 });
    fc.assert(
      fc.property(few, few, few, (han, kana, words) => {
        const text = '房'.repeat(han) + 'か'.repeat(kana) + ' word'.repeat(words);
        const isEast = han + kana > words;
        const expected = isEast ? (kana * 10 >= han + kana ? 'ja' : 'zh') : 'en';
        expect(detectLanguage(text)).toBe(han + kana + words === 0 ? undefined : expected);
      }),
    );
  });

  it('is told of any string, and of long ones by their beginning', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect([undefined, 'en', 'ja', 'zh']).toContain(detectLanguage(text));
      }),
    );
    expect(detectLanguage('房'.repeat(1000) + ' word'.repeat(5000))).toBe('zh');
    expect(detectLanguage('a'.repeat(50_000))).toBe('en');
  });
});

describe('a tag of a language', () => {
  it.each([
    ['en', 'en'],
    ['EN-gb', 'en'],
    ['zh-Hant-TW', 'zh'],
    ['Yue', 'yue'],
  ])('%s is of the language %s', (tag, language) => {
    expect(languageTag.test(tag)).toBe(true);
    expect(primaryLanguage(tag)).toBe(language);
  });

  it.each(['', 'e', 'zh_CN', 'en-', '-en', 'en us', '中文', 'englishmen', 'en\n'])('is not "%s"', (tag) => {
    expect(languageTag.test(tag)).toBe(false);
  });
});
