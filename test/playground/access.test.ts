import type { BrowserContextOptions, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { faultsOf } from '../helpers/axe.ts';
import { describeInBrowser, usePlayground, withText } from '../helpers/browser.ts';

/** The element that has the focus, by its id or else its text. */
const focused = (page: Page): Promise<unknown> =>
  page.evaluate('document.activeElement.id || document.activeElement.textContent.trim()');

async function press(page: Page, key: string, times = 1): Promise<void> {
  for (let i = 0; i < times; i++) await page.keyboard.press(key);
}

const open = 'compare';
const everything = withText('I would like to leave Taipei on November 2nd', { open });

describeInBrowser('the playground for everyone', () => {
  const playground = usePlayground();

  /** The page with all that it can show. */
  async function full(options: BrowserContextOptions = {}): Promise<Page> {
    const { page } = await playground.open(everything, options);
    await page.locator('#comparison li').first().waitFor();
    await page.locator('#why-words [data-effect=for]').first().waitFor();
    for (const summary of ['#asked', '#inside', '#shell']) await page.locator(`${summary} > summary`).click();
    await page.locator('#states canvas').waitFor();
    return page;
  }

  it.each(['light', 'dark'] as const)('has nothing that axe finds fault with, %s', async (colorScheme) => {
    const page = await full({ colorScheme });
    expect(await faultsOf(page)).toEqual([]);
    await page.fill('#text', '');
    await page.locator('#slots button').first().waitFor({ state: 'detached' });
    expect(await faultsOf(page)).toEqual([]);
  });

  it('is dark where the reader wants it so', async () => {
    const brightness = async (colorScheme: 'light' | 'dark'): Promise<number> => {
      const { page } = await playground.open('', { colorScheme });
      const color = String(await page.evaluate('getComputedStyle(document.body).backgroundColor'));
      return Math.max(...color.match(/\d+/g)!.map(Number));
    };
    expect(await brightness('light')).toBeGreaterThan(240);
    expect(await brightness('dark')).toBeLessThan(40);
  });

  it('moves nothing for those who want it so', async () => {
    const { page } = await playground.open('', { reducedMotion: 'reduce' });
    const moving = `[...document.querySelectorAll('*')].filter((each) => {
      const { transitionDuration, animationName } = getComputedStyle(each);
      return transitionDuration !== '0s' || animationName !== 'none';
    }).length`;
    expect(await page.evaluate(moving)).toBe(0);
  });

  it('works with the keyboard alone', async () => {
    const { page } = await playground.open();
    await page.locator('#slots button').first().waitFor();
    await page.locator('h1').click();
    const stops: unknown[] = [];
    for (let i = 0; i < 5; i++) {
      await press(page, 'Tab');
      stops.push(await focused(page));
    }
    expect(stops).toEqual(['API documentation', 'OpenAPI', 'model', 'text', 'turn']);
    await press(page, 'Enter');
    await page.locator('#slots .name', { hasText: 'origin' }).waitFor();
    expect(await focused(page)).toBe('turn');
    await press(page, 'Space');
    await page.locator('#slots .name', { hasText: 'destination' }).waitFor();
    await press(page, 'Shift+Tab', 2);
    expect(await focused(page)).toBe('model');
    await page.keyboard.type('atis');
    await page.locator('#slots .name', { hasText: 'toloc.city_name' }).waitFor();
  });

  it('chooses a slot by its focus, and shows where the focus is', async () => {
    const { page } = await playground.open();
    await page.locator('#slots button').nth(1).waitFor();
    await page.locator('#examples button').last().focus();
    await press(page, 'Tab', 2);
    const second = page.locator('#slots button').nth(1);
    expect(await second.getAttribute('aria-pressed')).toBe('true');
    const outline = await page.evaluate(
      'getComputedStyle(document.activeElement).outlineStyle + getComputedStyle(document.activeElement).outlineWidth',
    );
    expect(outline).toBe('solid3px');
  });

  it('gives everything that can be used a name', async () => {
    const page = await full();
    const controls = await page.locator('main').ariaSnapshot();
    for (const control of [
      'textbox "Sentence"',
      'combobox "Model"',
      'button "Swap arrive and leave, from and to"',
      'button "origin Taipei 9',
      'checkbox "destination"',
      'list "Examples"',
      'img "memory c of each of 64 units',
    ]) {
      expect(controls).toContain(control);
    }
    expect(controls).not.toMatch(/(?:button|textbox|combobox|checkbox|img)(?: \[|:|$)/m);
  });

  it('reads answers aloud when they are settled, and not each on the way', async () => {
    const { page } = await playground.open();
    const said = page.locator('#announcement');
    await expect
      .poll(() => said.textContent())
      .toMatch(/^destination: Taipei, 99\.\d\s%\. arrival_time: November 2nd/);
    await page.evaluate(`
      globalThis.heard = [];
      new MutationObserver(() => heard.push(document.getElementById('announcement').textContent))
        .observe(document.getElementById('announcement'), { childList: true });
    `);
    await page.fill('#text', '');
    await page.locator('#text').pressSequentially('to Oslo from Rome', { delay: 60 });
    await expect.poll(() => said.textContent()).toMatch(/^destination: Oslo, .* origin: Rome/);
    expect(await page.evaluate('heard.length')).toBe(1);
  });

  it.each([
    ['a narrow phone', { viewport: { width: 320, height: 600 } }],
    ['a zoom of 200 %', { viewport: { width: 600, height: 400 }, deviceScaleFactor: 2 }],
  ])('has all in its width on %s', async (_, options) => {
    const page = await full(options);
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0);
    await page.fill('#text', 'a'.repeat(300));
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0);
  });

  it.each([320, 700, 1200])(
    'breaks lines of the marked copy where the field does, %i wide',
    async (width) => {
      const { page } = await playground.open('', { viewport: { width, height: 700 } });
      for (const text of [
        'I would like to leave Taipei on November 2nd and to arrive in New York on November 3rd in the morning',
        `from  ${'Donaudampfschifffahrt'.repeat(8)}   to  Paris`,
        'three lines\n\nof text\n',
        'من القاهرة إلى باريس يوم الاثنين ثم إلى لندن 👩‍👩‍👧‍👦 في الصباح الباكر من يوم الثلاثاء',
      ]) {
        await page.fill('#text', text);
        const heights = `[document.getElementById('text').scrollHeight, document.getElementById('behind').clientHeight]`;
        const [field, copy] = (await page.evaluate(heights)) as [number, number];
        expect([text, field]).toEqual([text, copy]);
      }
      const letters = await page.evaluate(`['text', 'behind'].map((id) => {
      const style = getComputedStyle(document.getElementById(id));
      return ['font', 'letterSpacing', 'wordSpacing', 'padding', 'width', 'whiteSpace', 'tabSize', 'direction']
        .map((name) => style[name]).join();
    })`);
      const [field, copy] = letters as [string, string];
      expect(field).toBe(copy);
    },
  );

  it('moves nothing on the page while one types', async () => {
    const { page } = await playground.open(withText('arrive'));
    await page.locator('#why-words li').first().waitFor();
    const places = `[...document.querySelectorAll('h2, h3')].map((each) => each.getBoundingClientRect().top).join()`;
    const before = await page.evaluate(places);
    for (const letter of ' Oslo on May 2') {
      await page.locator('#text').pressSequentially(letter);
      await page.waitForTimeout(40);
      expect([letter, await page.evaluate(places)]).toEqual([letter, before]);
    }
    await page.locator('#why-words [data-effect=for]').first().waitFor();
    expect(await page.evaluate(places)).toBe(before);
  });
});
