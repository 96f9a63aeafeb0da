/** A tag as BCP 47 writes it, as far as its shape tells: a language, and perhaps script, region and more behind it. */
export const languageTag = /^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/;

/** The language of a BCP 47 tag, whatever script or region stands behind it: `zh` of `zh-Hant-TW`. */
export function primaryLanguage(tag: string): string {
  return tag.split('-', 1)[0]!.toLowerCase();
}

/** So many UTF-16 units of a text tell its language. */
const told = 1000;
/** Letters of Chinese characters and kana of which one in so many is kana make a Japanese text: names may have one. */
const kanaShare = 10;

const han = String.raw`\p{Script=Han}`;
const kana = String.raw`[[\p{scx=Hira}\p{scx=Kana}]&&\p{L}]`;
const letter = String.raw`[\p{L}--[${han}${kana}]]`;
/** A Chinese character, a kana, or a word of any other script: each is about as much said as the others. */
const said = new RegExp(`(?<han>${han})|(?<kana>${kana})|${letter}(?:${letter}|\\p{M}){0,99}`, 'gv');

/**
 * The language that the script of a text suggests: `zh` where most of what is said is in Chinese characters, `ja` where
 * kana stand among them or alone, else `en`, for Latin and all other scripts; undefined for a text without letters. A
 * Chinese character counts as much as a word, and only the first 1,000 UTF-16 units of a text are looked at.
 */
export function detectLanguage(text: string): 'en' | 'ja' | 'zh' | undefined {
  const count = { han: 0, kana: 0, words: 0 };
  for (const { groups } of text.slice(0, told).matchAll(said)) {
    if (groups!.han !== undefined) count.han++;
    else if (groups!.kana !== undefined) count.kana++;
    else count.words++;
  }
  const { words } = count;
  const characters = count.han + count.kana;
  if (characters + words === 0) return undefined;
  if (characters <= words) return 'en';
  return count.kana * kanaShare >= characters ? 'ja' : 'zh';
}
