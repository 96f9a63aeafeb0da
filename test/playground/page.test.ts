import type { Page } from 'playwright-core';
import { beforeEach, expect, it } from 'vitest';
import { describeInBrowser, usePlayground, withText } from '../helpers/browser.ts';

const lecture = 'I would like to arrive Taipei on November 2nd';

/** The slots that the page shows, as `name: words`. */
async function slotsOf(page: Page): Promise<string[]> {
  const cards = await page.locator('#slots button').all();
  return Promise.all(
    cards.map(async (card) => (await card.locator('.name, .value').allTextContents()).join(': ')),
  );
}

/** Waits until the page shows these slots. */
async function seeSlots(page: Page, ...expected: string[]): Promise<void> {
  await expect.poll(() => slotsOf(page)).toEqual(expected);
}

describeInBrowser('the playground', () => {
  const playground = usePlayground();
  let page: Page;
  let problems: string[];

  beforeEach(async () => {
    ({ page, problems } = await playground.open());
    await seeSlots(page, 'destination: Taipei', 'arrival_time: November 2nd');
    return () => expect(problems).toEqual([]);
  });

  it('starts with the sentence of the lecture', async () => {
    expect(await page.inputValue('#text')).toBe(lecture);
    expect(await page.textContent('#status')).toMatch(/^booking \S+ found 2 slots in \d+ ms\.$/);
    expect(await page.locator('#slots .confidence').allTextContents()).toEqual([
      expect.stringMatching(/^\d\d\.\d\s%$/),
      expect.stringMatching(/^\d\d\.\d\s%$/),
    ]);
  });

  it('marks slots as one types', async () => {
    await page.fill('#text', '');
    await seeSlots(page);
    expect(await page.textContent('#status')).toBe('Type a sentence, or choose an example.');
    await page.locator('#text').pressSequentially('fly to Vienna');
    await seeSlots(page, 'destination: Vienna');
    expect(await page.locator('#behind mark').allTextContents()).toEqual(['Vienna']);
    await page.locator('#text').pressSequentially(' from Oslo');
    await seeSlots(page, 'destination: Vienna', 'origin: Oslo');
    expect(await page.locator('#behind mark').allTextContents()).toEqual(['Vienna', 'Oslo']);
  });

  it('keeps marks on their words before the next answer is there', async () => {
    await page.route('**/tag', () => {});
    await page.focus('#text');
    await page.keyboard.press('Control+Home');
    await page.keyboard.type('Please, ');
    expect(await page.inputValue('#text')).toBe(`Please, ${lecture}`);
    expect(await page.locator('#behind mark').allTextContents()).toEqual(['Taipei', 'November 2nd']);
  });

  it('turns the destination into the origin with one click, and back with another', async () => {
    await page.click('#turn');
    await seeSlots(page, 'origin: Taipei', 'departure_time: November 2nd');
    expect(await page.inputValue('#text')).toBe('I would like to leave Taipei on November 2nd');
    await page.click('#turn');
    await seeSlots(page, 'destination: Taipei', 'arrival_time: November 2nd');
    expect(await page.inputValue('#text')).toBe(lecture);
  });

  it('offers nothing to turn where there is nothing', async () => {
    await page.fill('#text', 'two rooms in Kyoto');
    expect(await page.isDisabled('#turn')).toBe(true);
  });

  it('asks another model at once, and takes back what it does not know', async () => {
    await page.locator('#asked summary').click();
    await page.getByLabel('destination', { exact: true }).check();
    await page.selectOption('#model', 'atis');
    await expect.poll(() => slotsOf(page)).toContain('toloc.city_name: Taipei');
    expect(await page.textContent('#status')).toMatch(/^atis /);
    expect(await page.isVisible('#asked')).toBe(false);
  });

  it('tells the model what the app had asked for', async () => {
    const question = page.waitForRequest(
      (request) => request.postDataJSON()?.requested?.[0] === 'destination',
    );
    await page.getByRole('button', { name: 'Taipei asked for destination' }).click();
    expect((await question).postDataJSON()).toEqual({
      text: 'Taipei',
      model: 'booking',
      requested: ['destination'],
    });
    await seeSlots(page, 'destination: Taipei');
    expect(await page.textContent('#asked-for')).toBe('destination');
  });

  it('shades the words that a slot hangs on, and those of another one when it is chosen', async () => {
    const effect = page.locator('#why-words li', { hasText: 'arrive' });
    await expect.poll(() => effect.getAttribute('data-effect')).toBe('for');
    expect(await effect.locator('.effect').textContent()).toMatch(/^\+[01]\.\d\d$/);
    expect(await page.textContent('#why-summary')).toMatch(
      /^“Taipei” is taken as destination .*“arrive” speaks most for it/,
    );
    expect(await page.locator('#why-words .chosen .word').allTextContents()).toEqual(['Taipei']);
    await page.locator('#slots button').nth(1).click();
    expect(await page.textContent('#why-summary')).toMatch(/^“November 2nd” is taken as arrival_time/);
    expect(await page.locator('#why-words .chosen .word').allTextContents()).toEqual(['November', '2', 'nd']);
  });

  it('tells words for a slot from words against it by sign, pattern and border, not only by colour', async () => {
    await page.route('**/tag', async (route) => {
      const response = await route.fetch();
      const answer = await response.json();
      // Half of the words against: no sentence is sure to have one.
      for (const { words } of answer.explanation?.slots ?? []) {
        for (const [i, word] of words.entries()) word.effect = (i % 2 ? -1 : 1) * 0.5;
      }
      await route.fulfill({ response, json: answer });
    });
    await page.click('#turn');
    const look = async (kind: string): Promise<unknown[]> => {
      const words = page.locator(`#why-words [data-effect=${kind}]`);
      await words.first().waitFor();
      const style = `getComputedStyle(document.querySelector('#why-words [data-effect=${kind}]'))`;
      return [
        await words.first().locator('.effect').textContent(),
        ...((await page.evaluate(
          `[${style}.backgroundImage.split('(')[0], ${style}.borderTopStyle]`,
        )) as string[]),
      ];
    };
    expect(await look('against')).toEqual(['−0.50', 'repeating-linear-gradient', 'dashed']);
    expect(await look('for')).toEqual(['+0.50', 'none', 'solid']);
  });

  it('chooses the slot that is clicked in the sentence', async () => {
    const mark = await page.locator('#behind mark').nth(1).boundingBox();
    await page.mouse.click(mark!.x + mark!.width / 2, mark!.y + mark!.height / 2);
    expect(await page.locator('#slots button').nth(1).getAttribute('aria-pressed')).toBe('true');
    expect(await page.locator('#slots button').first().getAttribute('aria-pressed')).toBe('false');
  });

  it('shows the answers of all models side by side', async () => {
    await page.locator('#compare summary').click();
    const row = (name: string) =>
      page.locator('#comparison li').filter({
        has: page.locator('strong', { hasText: new RegExp(`^${name}(?: \\(chosen\\))?$`) }),
      });
    await row('booking').waitFor();
    expect(await row('booking').locator('.said').textContent()).toMatch(/Taipeidestination \d\d\.\d\s%/);
    expect(await row('atis').locator('.said').textContent()).toMatch(/Taipeitoloc\.city_name/);
    // Without memory the word before the name makes no difference; with the simplest memory it does.
    const said = (name: string) => row(name).locator('.said').textContent();
    const simplest = String(await said('booking-feed-forward')).replace('arrive', 'leave');
    expect(await said('booking-elman')).toMatch(/Taipeidestination .*November 2ndarrival_time/);
    await page.click('#turn');
    await expect.poll(() => said('booking')).toMatch(/Taipeiorigin/);
    expect(await said('booking-elman')).toMatch(/Taipeiorigin .*November 2nddeparture_time/);
    expect(await said('booking-feed-forward')).toBe(simplest);
    const groups = await page.locator('#model optgroup').all();
    const labels = await Promise.all(groups.map((group) => group.getAttribute('label')));
    // Before them stands the task where models of several are loaded.
    const cells = labels.map((label) => label?.replace(/^Slots · /, ''));
    expect(cells).toEqual(expect.arrayContaining(['Feed-forward, no memory', 'Elman', 'LSTM']));
  });

  it('shows the command that asks the same', async () => {
    await page.locator('#shell summary').click();
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.click('#copy');
    await expect.poll(() => page.textContent('#copied')).toBe('Copied.');
    const copied = String(await page.evaluate('navigator.clipboard.readText()'));
    expect(copied).toBe(await page.textContent('#command'));
    expect(copied).toContain(`curl -s '${playground.url}/tag'`);
    expect(copied).toContain(`"text":"${lecture}","model":"booking","explain":true`);
  });

  it('keeps what it shows in its address, for others to open', async () => {
    await page.fill('#text', 'leave Oslo & "Rome" #1');
    await page.locator('#compare summary').click();
    await expect.poll(() => page.url()).toContain('Oslo');
    await expect.poll(() => page.url()).toContain('open=compare');
    const { page: other } = await playground.open(new URL(page.url()).hash);
    expect(await other.inputValue('#text')).toBe('leave Oslo & "Rome" #1');
    await other.locator('#comparison li').first().waitFor();
  });

  it('follows its address when that is changed', async () => {
    await page.evaluate(`location.hash = ${JSON.stringify(withText('leave Oslo', { model: 'atis' }))}`);
    await seeSlots(page, 'fromloc.city_name: Oslo');
    expect(await page.inputValue('#model')).toBe('atis');
  });

  it('asks once for what is typed fast, and shows the last answer whichever comes first', async () => {
    const asked: string[] = [];
    await page.route('**/tag', async (route) => {
      const { text, explain } = route.request().postDataJSON();
      if (!explain) asked.push(text);
      const response = await route.fetch();
      if (text.endsWith('Oslo')) await new Promise((resolve) => setTimeout(resolve, 800));
      await route.fulfill({ response }).catch(() => {});
    });
    await page.fill('#text', 'arrive Oslo');
    await expect.poll(() => asked).toEqual(['arrive Oslo']);
    await page.locator('#text').pressSequentially(' from Rome');
    await seeSlots(page, 'destination: Oslo', 'origin: Rome');
    await page.waitForTimeout(1000);
    expect(await slotsOf(page)).toEqual(['destination: Oslo', 'origin: Rome']);
    expect(asked.length).toBeLessThan(6);
  });
});
