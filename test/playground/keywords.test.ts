import type { Page } from 'playwright-core';
import { afterAll, beforeEach, expect, it } from 'vitest';
import { faultsOf } from '../helpers/axe.ts';
import { describeInBrowser, usePlayground, withText } from '../helpers/browser.ts';
import { fakeKeywords } from '../helpers/fake-keywords.ts';
import { temporaryFolder, writeTinyPackage } from '../helpers/tiny-package.ts';

const { folder, remove } = await temporaryFolder();
await writeTinyPackage(folder);
afterAll(() => remove());

const text =
  'Gated cells beat recurrent networks at slot filling, and gated cells are slow. Character trigrams help.';

/** The keywords that the page lists, the best first. */
const listed = (page: Page) => page.locator('#keywords .value').allTextContents();

describeInBrowser('keywords on the playground', () => {
  const playground = usePlayground({ MODELS: folder });
  let page: Page;
  let asked: Record<string, unknown>[];
  const allProblems: string[][] = [];

  async function open(fragment: string, options = {}): Promise<Page> {
    const opened = await playground.open(fragment, options, async (fresh) => {
      asked = await fakeKeywords(fresh);
    });
    allProblems.push(opened.problems);
    return opened.page;
  }

  beforeEach(async () => {
    page = await open(withText(text, { model: 'topics' }));
    await page.locator('#keywords button').first().waitFor();
    return () => expect(allProblems.splice(0).flat()).toEqual([]);
  });

  it('are ranked with their scores, and marked in the text', async () => {
    expect(await listed(page)).toEqual(['recurrent networks', 'gated cells', 'slot filling']);
    expect(await page.locator('#keywords .confidence').allTextContents()).toEqual([
      '91.0\u00a0%',
      '84.0\u00a0%',
      '60.0\u00a0%',
    ]);
    expect(await page.locator('#keywords small').allTextContents()).toEqual([
      '1 place',
      '2 places',
      '1 place',
    ]);
    expect(await page.locator('#behind mark').allTextContents()).toEqual([
      'Gated cells',
      'recurrent networks',
      'slot filling',
      'gated cells',
    ]);
    const strengths = await page
      .locator('#behind mark')
      .evaluateAll((marks) => marks.map((mark) => mark.getAttribute('style')));
    expect(strengths.map((style) => Number(/--strength: ?([\d.]+)/.exec(style!)![1]))).toEqual([
      0.84, 0.91, 0.6, 0.84,
    ]);
    expect(await page.textContent('#status')).toMatch(/^topics 3\.0\.0 found 3 keywords in \d+ ms\.$/);
  });

  it('show their places when they are chosen, by click, by focus or in the text', async () => {
    const chosen = () => page.locator('#behind mark.chosen').allTextContents();
    expect(await chosen()).toEqual(['recurrent networks']);
    await page.locator('#keywords button', { hasText: 'gated cells' }).click();
    expect(await chosen()).toEqual(['Gated cells', 'gated cells']);
    await page.keyboard.press('Tab');
    expect(await chosen()).toEqual(['slot filling']);
    expect(await page.locator('#keywords [aria-pressed=true] .value').allTextContents()).toEqual([
      'slot filling',
    ]);
    const mark = await page.locator('#behind mark', { hasText: 'recurrent networks' }).boundingBox();
    await page.mouse.click(mark!.x + mark!.width / 2, mark!.y + mark!.height / 2);
    expect(await chosen()).toEqual(['recurrent networks']);
  });

  it('stay chosen by their words while one types', async () => {
    await page.locator('#keywords button', { hasText: 'slot filling' }).click();
    await page.fill('#text', `${text} Recurrent networks and sentiment analysis.`);
    await expect.poll(() => listed(page)).toContain('sentiment analysis');
    expect(await page.locator('#behind mark.chosen').allTextContents()).toEqual(['slot filling']);
  });

  it('are as many and as good as one wants, or as the model has it', async () => {
    expect(asked.at(-1)).toEqual({ text, model: 'topics', limit: 10 });
    expect(await page.textContent('#least-said')).toBe('30.0\u00a0%');
    await page.fill('#limit', '2');
    await expect.poll(() => listed(page)).toEqual(['recurrent networks', 'gated cells']);
    await page.fill('#limit', '');
    await expect.poll(() => asked.at(-1)).toEqual({ text, model: 'topics', limit: 10 });
    await page.locator('#least').fill('0.1');
    await expect.poll(() => listed(page)).toContain('character trigrams');
    expect(asked.at(-1)).toEqual({ text, model: 'topics', limit: 10, minScore: 0.1 });
    await page.getByRole('button', { name: 'As the model has it' }).click();
    await expect.poll(() => listed(page)).toEqual(['recurrent networks', 'gated cells', 'slot filling']);
    expect(asked.at(-1)).toEqual({ text, model: 'topics', limit: 10 });
    expect(await page.textContent('#least-said')).toBe('30.0\u00a0%');
  });

  it('stand in the address and in the command with what is wanted of them', async () => {
    await page.fill('#limit', '5');
    await page.locator('#least').fill('0.5');
    await expect.poll(() => page.url()).toMatch(/&limit=5&minScore=0\.5$/);
    await expect
      .poll(() => page.textContent('#command'))
      .toContain('"model":"topics","limit":5,"minScore":0.5}');
    expect(await page.textContent('#command')).toContain(`'${playground.url}/keywords'`);
    const other = await open(new URL(page.url()).hash);
    await other.locator('#keywords button').first().waitFor();
    expect(asked[0]).toEqual({ text, model: 'topics', limit: 5, minScore: 0.5 });
    expect([await other.inputValue('#limit'), await other.inputValue('#least')]).toEqual(['5', '0.5']);
  });

  it('are those of what was typed last, whichever answer comes first', async () => {
    await page.route('**/keywords', async (route) => {
      if (route.request().postDataJSON().text === 'gated cells') {
        await new Promise((resolve) => setTimeout(resolve, 800));
      }
      await route.fallback().catch(() => {});
    });
    const first = page.waitForRequest((request) => request.postDataJSON()?.text === 'gated cells');
    await page.fill('#text', 'gated cells');
    await first;
    await page.fill('#text', 'slot filling');
    await expect.poll(() => listed(page)).toEqual(['slot filling']);
    await page.waitForTimeout(1000);
    expect(await listed(page)).toEqual(['slot filling']);
  });

  it('are kindly said to be none where there are none, and nothing is said of an empty text', async () => {
    await page.fill('#text', 'nothing at all');
    await expect.poll(() => page.isVisible('#no-keywords')).toBe(true);
    expect(await page.textContent('#no-keywords')).toContain('No phrase stands out in this text.');
    await expect.poll(() => page.textContent('#announcement')).toBe('No keywords found.');
    await page.fill('#text', '');
    await expect.poll(() => page.isVisible('#no-keywords')).toBe(false);
    expect(await page.locator('#behind mark').count()).toBe(0);
  });

  it('come with a paragraph when a model of them is chosen', async () => {
    const other = await open('');
    await other.locator('#slots-title').waitFor();
    await expect
      .poll(() => other.locator('#model optgroup').last().getAttribute('label'))
      .toBe('Keywords · LSTM');
    expect(await other.isVisible('#keywords-title')).toBe(false);
    await other.selectOption('#model', 'topics');
    await expect.poll(() => listed(other)).toContain('sentiment analysis');
    expect((await other.inputValue('#text')).length).toBeGreaterThan(300);
    for (const part of ['#slots-title', '#judgement-title', '#turn']) {
      expect([part, await other.isVisible(part)]).toEqual([part, false]);
    }
    await other.getByRole('button', { name: 'Night trains' }).click();
    await expect.poll(() => listed(other)).toEqual(['night trains']);
  });

  it('tell what is wrong with a question in the words of the service', async () => {
    await page.route('**/keywords', (route) =>
      route.fulfill({
        status: 400,
        json: { code: 'invalid_field', pointer: '/limit', detail: 'Send a whole number' },
      }),
    );
    await page.fill('#limit', '1000');
    await expect.poll(() => page.textContent('#problem')).toBe('Send a whole number.');
    expect(await listed(page)).toEqual([]);
    // Chromium tells of the refusal in its console.
    expect(allProblems.splice(0).flat()).toEqual([expect.stringContaining('400')]);
  });

  it.each(['light', 'dark'] as const)('have nothing that axe finds fault with, %s', async (colorScheme) => {
    const fragment = withText(text, { model: 'topics' });
    const other = await open(fragment, { colorScheme, viewport: { width: 320, height: 800 } });
    await other.locator('#keywords button').first().waitFor();
    expect(await faultsOf(other)).toEqual([]);
    expect(await other.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0);
    const controls = await other.locator('main').ariaSnapshot();
    for (const control of [
      'textbox "Text"',
      'spinbutton "Keywords at most"',
      'slider "Least score"',
      'button "gated cells 84.0 % 2 places"',
    ]) {
      expect(controls.replaceAll('\u00a0', ' ')).toContain(control);
    }
    const sizes = `[document.getElementById('text').scrollHeight, document.getElementById('behind').clientHeight]`;
    const [field, copy] = (await other.evaluate(sizes)) as [number, number];
    expect(field).toBe(copy);
    await other.fill('#text', 'nothing at all');
    await expect.poll(() => other.isVisible('#no-keywords')).toBe(true);
    expect(await faultsOf(other)).toEqual([]);
  });
});
