import { expect, it } from 'vitest';
import { offsetUnits } from '../../src/text/offsets.ts';
import { tagFault } from '../fuzz/tag-answers.ts';
import { useTestApp } from '../helpers/app.ts';

const test = useTestApp();

async function tag(body: object) {
  const response = await test.app.inject({ method: 'POST', url: '/tag', payload: body });
  expect(response.statusCode, response.body).toBe(200);
  return response.json();
}

/** Each with what surrounds it, so that offsets after it count too. */
const hard: Readonly<Record<string, string>> = {
  'a lone high surrogate': 'to \ud83d Rome',
  'a lone low surrogate at the start': '\udeeb to Rome',
  'a lone high surrogate at the end': 'to Rome \ud83d',
  'surrogates in the wrong order': 'to \udeeb\ud83d Rome',
  'the last code point': '\u{10ffff} to Rome',
  'NUL inside a word': 'to Ro\0me',
  'other controls': 'to\u0001\u001b[31m Rome\u007f',
  'a byte order mark inside': 'to\ufeff Rome',
  'invisible signs': '\u200b\u200e\u2060\u00adto\u200d Rome',
  'right-to-left overrides': '\u202eemoR ot\u202c \u2067to\u2069 Rome',
  'right-to-left words': 'אני רוצה לטוס to Rome',
  'marks without a letter': '\u0301\u0327\u0301 to Rome',
  'a letter with forty marks': `Ro${'\u0301'.repeat(40)}me`,
  'a ligature that stands for a sentence': '\ufdfa to Rome',
  'letters that grow in lower case': 'İSTANBUL ẞ ŉ to Rome',
  'composed and decomposed letters': 'Z\u00fcrich Zu\u0308rich',
  'a family of emoji': 'to 👨‍👩‍👧‍👦 Rome',
  'emoji with skin tones and variation selectors': '👍🏽 ☎️ ☎ to Rome',
  'an odd number of flag letters': '🇹🇼🇹 to Rome',
  'a flag of tags': '🏴󠁧󠁢󠁥󠁮󠁧󠁿 to Rome',
  keycaps: '1️⃣ #️⃣ 2 to Rome',
  'digits of other scripts': 'on ٢٣ ২৩ ２３ to Rome',
  'a script without spaces': '十一月二日に台北へ to Rome',
  'Indic clusters': 'क्षि से to Rome',
  'line and paragraph separators': 'to\u2028Rome\u2029now\u0085then',
  'every kind of space': 'to\u00a0\u1680\u2003\u202f\u3000Rome',
  'private and unassigned characters': '\ue000 \uffff \u{e1000} to Rome',
  'what looks like code': `"); DROP TABLE "\\u0000\${x}<script>%s%n{{7*7}}`,
};

it.each(
  Object.entries(hard).flatMap(([name, text]) => offsetUnits.map((unit) => [name, unit, text] as const)),
)('cuts a text with %s into tokens that clients find by their offsets in %s', async (_, offsetUnit, text) => {
  const answer = await tag({ text, offsetUnit });
  expect(answer.tokens.length).toBeGreaterThan(0);
  expect(tagFault(text, offsetUnit, answer)).toBeUndefined();
  const { results } = await tag({ texts: ['to Rome', text], offsetUnit });
  expect(results[1]).toEqual({ tokens: answer.tokens, slots: answer.slots });
});

it('leaves out no sign that can be seen', async () => {
  const visible = (text: string) => text.replaceAll(/[\s\p{White_Space}]/gu, '');
  for (const text of Object.values(hard)) {
    const { tokens } = await tag({ text });
    expect(tokens.map((token: { text: string }) => token.text).join('')).toBe(visible(text));
  }
});
