import type { Page } from 'playwright-core';
import { afterAll, beforeEach, expect, it } from 'vitest';
import type { Judgement } from '../../src/playground/answer.ts';
import { faultsOf } from '../helpers/axe.ts';
import { describeInBrowser, usePlayground, withText } from '../helpers/browser.ts';
import { temporaryFolder, writeTinyPackage } from '../helpers/tiny-package.ts';
import { writeTinySentiment } from '../helpers/tiny-sentiment.ts';

const all = await temporaryFolder();
await writeTinyPackage(all.folder);
await writeTinySentiment(all.folder, 'moods');
await writeTinySentiment(all.folder, 'moods-zh', { language: 'zh', seed: 3 });
const alone = await temporaryFolder();
await writeTinySentiment(alone.folder, 'moods');
afterAll(() => Promise.all([all.remove(), alone.remove()]));

const review = 'the room was clean and not bad at all';
const percent = (probability: number): string => `${(probability * 100).toFixed(1)}\u00a0%`;

/** Waits until the words have their effects. */
const explained = (page: Page): Promise<void> =>
  page.locator('#weighed-summary', { hasText: /^The text is positive with/ }).waitFor();

describeInBrowser('sentiment on the playground', () => {
  const playground = usePlayground({ MODELS: all.folder });
  let page: Page;
  let problems: string[];

  beforeEach(async () => {
    ({ page, problems } = await playground.open(withText(review, { model: 'moods' })));
    await explained(page);
    return () => expect(problems).toEqual([]);
  });

  /** What the service itself says. */
  async function judged(text: string, more: object = {}): Promise<Judgement> {
    const response = await fetch(`${playground.url}/sentiment`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ text, model: 'moods', ...more }),
    });
    return (await response.json()) as Judgement;
  }

  it('takes the place of slots when a model of it is chosen, with a text that fits', async () => {
    const { page: other } = await playground.open();
    await other.locator('#slots button').first().waitFor();
    expect(await other.isVisible('#judgement-title')).toBe(false);
    const labels = (await other.locator('#model optgroup').all()).map((group) => group.getAttribute('label'));
    expect(await Promise.all(labels)).toEqual(['Slots · LSTM', 'Sentiment · LSTM']);
    await other.selectOption('#model', 'moods');
    await explained(other);
    expect(await other.inputValue('#text')).toMatch(/^A warm and funny film/);
    expect(await other.textContent('#status')).toMatch(/^moods 2\.0\.0 said \w+ in \d+ ms\.$/);
    for (const part of ['#slots-title', '#why', '#turn', '#compare', '#inside', '#keywords-title']) {
      expect([part, await other.isVisible(part)]).toEqual([part, false]);
    }
    await other.selectOption('#model', 'tiny');
    await other.locator('#slots-title').waitFor();
    expect(await other.inputValue('#text')).toMatch(/^I would like to arrive/);
    expect(await other.isVisible('#judgement-title')).toBe(false);
  });

  it('keeps what one typed when another model is chosen', async () => {
    await page.selectOption('#model', 'tiny');
    await page.locator('#slots-title').waitFor();
    expect(await page.inputValue('#text')).toBe(review);
  });

  it('tells the label, both probabilities and who judged', async () => {
    const { label, scores } = await judged(review);
    expect(await page.textContent('#label')).toBe(label);
    expect(await page.textContent('#judged-by')).toBe('says moods 2.0.0, which reads English');
    expect(await page.textContent('#positive')).toBe(percent(scores.positive));
    expect(await page.textContent('#negative')).toBe(percent(scores.negative));
    const border = `parseFloat(getComputedStyle(document.getElementById('balance'), '::before').width) /
      document.getElementById('balance').clientWidth`;
    expect(await page.evaluate(border)).toBeCloseTo(scores.negative, 2);
  });

  it('shows the band in which a text is neutral, where the model tells it', async () => {
    const model = { name: 'moods', version: '2.0.0', language: 'en' };
    const scores = { positive: 0.52, negative: 0.48, neutral: 0.8 };
    const json = { model, label: 'neutral', scores, words: [] };
    await page.route('**/sentiment', (route) => route.fulfill({ json }));
    await page.fill('#text', 'the room');
    await expect.poll(() => page.textContent('#label')).toBe('neutral');
    expect(await page.textContent('#neutral')).toMatch(/^Nearness to neutral: 0\.80\. .* dashed lines/);
    const band = `parseFloat(getComputedStyle(document.getElementById('balance'), '::after').width) /
      document.getElementById('balance').clientWidth`;
    // 0.04 apart is a fifth of the way from even to where the score is 0, and half of that way is the band.
    expect(await page.evaluate(band)).toBeCloseTo(0.1, 2);
  });

  it('shades the words by their attention at once, and tells its numbers', async () => {
    const { words = [] } = await judged(review, { explain: 'attention' });
    const most = Math.max(...words.map(({ attention }) => attention));
    const marks = await page.locator('#behind mark').all();
    expect(marks).toHaveLength(words.length);
    for (const [i, { text, attention }] of words.entries()) {
      expect(await marks[i]!.textContent()).toBe(text);
      const strength = await marks[i]!.evaluate((mark) => mark.getAttribute('style'));
      expect(Number(/--strength: ?([\d.e-]+)/.exec(strength!)![1])).toBeCloseTo(attention / most, 5);
    }
    expect(await page.locator('#weighed .word').allTextContents()).toEqual(words.map(({ text }) => text));
    expect(await page.locator('#weighed .weight').allTextContents()).toEqual(
      words.map(({ attention }) => percent(attention)),
    );
  });

  it('tells what each word does once nobody types, by sign and by side', async () => {
    const { words = [] } = await judged(review, { explain: true });
    const items = await page.locator('#weighed li').all();
    const shown = await Promise.all(
      items.map(async (item) => [
        await item.locator('.effect').textContent(),
        await item.getAttribute('data-effect'),
      ]),
    );
    const expected = words.map(({ effect = 0 }) => {
      const digits = Math.abs(effect).toFixed(2);
      if (digits === '0.00') return ['0', 'none'];
      return effect > 0 ? [`+${digits}`, 'for'] : [`−${digits}`, 'against'];
    });
    expect(shown).toEqual(expected);
    expect(new Set(expected.map(([, side]) => side)).size).toBeGreaterThan(1);
  });

  it('asks for the attention alone while one types, and for effects when it is settled', async () => {
    const asked: unknown[] = [];
    page.on('request', (request) => {
      if (request.method() === 'POST') asked.push(request.postDataJSON().explain);
    });
    await page.locator('#text').pressSequentially(' never again', { delay: 20 });
    await expect.poll(() => asked.at(-1)).toBe(true);
    await explained(page);
    expect(asked.filter((each) => each === true)).toHaveLength(1);
    expect(new Set(asked)).toEqual(new Set(['attention', true]));
  });

  it('leaves it at the attention where a text is too long to be explained, and lets the keyboard scroll it', async () => {
    await page.fill('#text', 'the room was clean '.repeat(60));
    await expect.poll(() => page.textContent('#weighed-summary')).toMatch(/^The text is too long to tell/);
    expect(await page.locator('#weighed li').count()).toBe(240);
    expect(await page.textContent('#problem')).toBe('');
    await expect.poll(() => page.textContent('#command')).toContain('"explain":"attention"');
    expect(await page.getAttribute('#weighed', 'tabindex')).toBe('0');
    // Chromium tells of the refusal in its console.
    expect(problems.splice(0)).toEqual([expect.stringContaining('400')]);
    const asked: unknown[] = [];
    page.on('request', (request) => {
      if (request.method() === 'POST') asked.push(request.postDataJSON().explain);
    });
    await page.locator('#text').pressSequentially(' indeed');
    await page.waitForTimeout(1000);
    expect(new Set(asked)).toEqual(new Set(['attention']));
    await page.fill('#text', review);
    await explained(page);
    expect(await page.getAttribute('#weighed', 'tabindex')).toBe(null);
  });

  it('moves nothing on the page while one types', async () => {
    await page.fill('#text', 'the room');
    await explained(page);
    const places = `[...document.querySelectorAll('h2, h3')].map((each) => each.getBoundingClientRect().top).join()`;
    const before = await page.evaluate(places);
    for (const letter of ' was clean') {
      await page.locator('#text').pressSequentially(letter);
      await page.waitForTimeout(40);
      expect([letter, await page.evaluate(places)]).toEqual([letter, before]);
    }
    await explained(page);
    expect(await page.evaluate(places)).toBe(before);
  });

  it('chooses a model of the language of an example', async () => {
    const chinese = page.locator('#examples button[lang=zh]').first();
    await chinese.click();
    await expect.poll(() => page.textContent('#judged-by')).toBe('says moods-zh 2.0.0, which reads Chinese');
    expect(await page.inputValue('#model')).toBe('moods-zh');
    expect(await page.inputValue('#text')).toMatch(/^房间/);
    await explained(page);
    await page.selectOption('#model', 'moods');
    await expect.poll(() => page.inputValue('#text')).toMatch(/^A warm and funny film/);
    await explained(page);
  });

  it('shows the command that asks the same, and keeps all in its address', async () => {
    await expect.poll(() => page.textContent('#command')).toContain(`'${playground.url}/sentiment'`);
    expect(await page.textContent('#command')).toContain(`"text":"${review}","model":"moods","explain":true`);
    await page.fill('#text', 'never again & again');
    await expect.poll(() => page.url()).toContain('never+again');
    const { page: other } = await playground.open(new URL(page.url()).hash);
    await explained(other);
    expect([await other.inputValue('#model'), await other.inputValue('#text')]).toEqual([
      'moods',
      'never again & again',
    ]);
  });

  it('reads the judgement aloud when it is settled', async () => {
    const { label, scores } = await judged(review);
    await expect
      .poll(() => page.textContent('#announcement'))
      .toBe(`${label}: positive ${percent(scores.positive)}, negative ${percent(scores.negative)}`);
  });

  it('says what went wrong, shows nothing old, and asks again by itself', async () => {
    let failures = 1;
    await page.route('**/sentiment', (route) =>
      failures-- > 0 ? route.fulfill({ status: 503, json: { code: 'overloaded' } }) : route.continue(),
    );
    await page.fill('#text', 'never again');
    await expect.poll(() => page.textContent('#problem')).toMatch(/busy .* Asking again by itself/);
    await expect.poll(() => page.textContent('#problem'), { timeout: 8000 }).toBe('');
    await explained(page);
    await page.fill('#text', '');
    await expect.poll(() => page.textContent('#status')).toBe('Type a text, or choose an example.');
    expect(await page.isVisible('#label')).toBe(false);
    expect(await page.locator('#weighed li').count()).toBe(0);
    expect(problems.splice(0)).toEqual([expect.stringContaining('503')]);
  });

  it.each([
    `<img src=x onerror="document.title='owned'">`,
    '👩‍👩‍👧‍👦 the room 🇫🇷 was \u202eclean\u202c',
    'الغرفة نظيفة and clean',
  ])('shows %j as the text that it is', async (text) => {
    await page.fill('#text', text);
    await expect.poll(() => page.textContent('#command')).toContain(JSON.stringify(text).slice(1, 6));
    await explained(page);
    expect(await page.textContent('#behind')).toBe(`${text}\u200b`);
    const { words = [] } = await judged(text, { explain: 'attention' });
    expect(await page.locator('#weighed .word').allTextContents()).toEqual(words.map((word) => word.text));
    expect(await page.locator('img').count()).toBe(1);
    expect(await page.title()).toBe('Slotline playground');
  });

  it.each(['light', 'dark'] as const)('has nothing that axe finds fault with, %s', async (colorScheme) => {
    const fragment = withText(`${review} `.repeat(12), { model: 'moods' });
    const { page: other } = await playground.open(fragment, {
      colorScheme,
      viewport: { width: 400, height: 800 },
    });
    await explained(other);
    expect(await faultsOf(other)).toEqual([]);
    expect(await other.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0);
    await other.locator('#weighed').focus();
    await other.keyboard.press('End');
    await expect
      .poll(() => other.evaluate('document.getElementById("weighed").scrollTop'))
      .toBeGreaterThan(0);
    await other.fill('#text', '');
    await other.locator('#weighed li').first().waitFor({ state: 'detached' });
    expect(await faultsOf(other)).toEqual([]);
  });
});

describeInBrowser('the playground of a service with sentiment alone', () => {
  const playground = usePlayground({ MODELS: alone.folder });

  it('starts with a review, offers those in languages that its models read, and shows no other task', async () => {
    const { page, problems } = await playground.open();
    await explained(page);
    expect(await page.inputValue('#text')).toMatch(/^A warm and funny film/);
    expect(await page.locator('#examples button').count()).toBe(3);
    expect(await page.locator('#examples button[lang=zh]').count()).toBe(0);
    expect(await page.locator('#model optgroup').first().getAttribute('label')).toBe('LSTM');
    expect(await page.isVisible('#slots-title')).toBe(false);
    expect(problems).toEqual([]);
  });
});
