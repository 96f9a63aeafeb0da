import type { Page } from 'playwright-core';
import { beforeEach, expect, it } from 'vitest';
import type { Answer } from '../../src/playground/answer.ts';
import { describeInBrowser, usePlayground, withText } from '../helpers/browser.ts';

const text = 'leave Taipei on Monday';

describeInBrowser('gates and memory on the playground', () => {
  const playground = usePlayground();
  let page: Page;
  let values: Readonly<Record<string, readonly (readonly number[])[]>>;

  beforeEach(async () => {
    const response = await fetch(`${playground.url}/tag`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ text, model: 'booking', explain: 'states' }),
    });
    const { states } = (await response.json()) as Answer;
    values = states!.layers[0]!.directions[0]!.values;
    const opened = await playground.open(withText(text, { open: 'inside' }));
    ({ page } = opened);
    await page.locator('#states canvas').waitFor();
    return () => expect(opened.problems).toEqual([]);
  });

  it('are asked for only when they are to be seen', async () => {
    const { page: other } = await playground.open(withText(text));
    await other.locator('#why-words [data-effect=for]').first().waitFor();
    const asked: unknown[] = [];
    other.on('request', (request) => {
      if (request.method() === 'POST') asked.push(request.postDataJSON().explain ?? 'plain');
    });
    await other.click('#turn');
    await expect.poll(() => asked).toEqual(['plain', true]);
    await other.locator('#inside summary').click();
    await other.locator('#states canvas').waitFor();
    expect(asked).toEqual(['plain', true, 'states']);
  });

  it('are a table of tokens with the mean size of each gate and state', async () => {
    expect(await page.locator('#states thead th').allTextContents()).toEqual([
      'Gate or state',
      ...text.split(' '),
    ]);
    const rows = await page.locator('#states tbody tr').all();
    const shown = await Promise.all(rows.map((row) => row.locator('th, td').allTextContents()));
    const titles = {
      i: 'input gate i',
      f: 'forget gate f',
      o: 'output gate o',
      g: 'candidate g',
      c: 'memory c',
      h: 'output h',
    };
    const expected = Object.entries(values).map(([name, tokens]) => [
      titles[name as keyof typeof titles],
      ...tokens.map((units) =>
        (units.reduce((sum, unit) => sum + Math.abs(unit), 0) / units.length).toFixed(2),
      ),
    ]);
    expect(shown).toEqual(expected);
    expect(expected).toHaveLength(6);
  });

  it('are a picture of all units, whose numbers the arrow keys tell', async () => {
    await page.getByRole('button', { name: 'forget gate f' }).click();
    await page.locator('#states canvas').focus();
    for (const key of [
      'ArrowRight',
      'ArrowRight',
      'ArrowDown',
      'ArrowLeft',
      'ArrowUp',
      'ArrowUp',
      'ArrowDown',
    ]) {
      await page.keyboard.press(key);
    }
    const reading = `forget gate f of unit 2 at “Taipei”: ${values.f![1]![1]!.toFixed(3)}`;
    expect(await page.textContent('#unit')).toBe(reading);
  });

  it('are painted below their columns, above zero on the right and below it on the left', async () => {
    await page.getByRole('button', { name: 'memory c' }).click();
    // Of each token and unit how much ink is in the left and in the right half of its column.
    const ink = (await page.evaluate(`(() => {
      const canvas = document.querySelector('#states canvas');
      const units = ${values.c![0]!.length};
      const start = canvas.getBoundingClientRect().left;
      const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
      const at = (x, y) => data[(Math.floor(y) * canvas.width + Math.floor(x)) * 4 + 3];
      return [...document.querySelectorAll('#states thead th')].slice(1).map((head) => {
        const { left, width } = head.getBoundingClientRect();
        return Array.from({ length: units }, (_, unit) =>
          [0.25, 0.75].map((share) => at(left - start + share * width, ((unit + 0.3) * canvas.height) / units)));
      });
    })()`)) as [number, number][][];
    const sides = values.c!.flatMap((units, token) =>
      units.map((value, unit) => ({ value, painted: ink[token]![unit]!.map((alpha) => alpha > 0) })),
    );
    const above = sides.filter(({ value }) => value > 0.05);
    const below = sides.filter(({ value }) => value < -0.05);
    expect(Math.min(above.length, below.length)).toBeGreaterThan(10);
    expect(above.filter(({ painted: [left, right] }) => left || !right)).toEqual([]);
    expect(below.filter(({ painted: [left, right] }) => !left || right)).toEqual([]);
  });

  it('are shown for each direction, and keep the focus on the chosen gate', async () => {
    expect(await page.locator('#direction option').allTextContents()).toEqual([
      'layer 1, forward',
      'layer 1, backward',
    ]);
    const gate = page.getByRole('button', { name: 'input gate i' });
    await gate.focus();
    await page.keyboard.press('Enter');
    expect(await gate.getAttribute('aria-pressed')).toBe('true');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('input gate i');
    const before = await page.locator('#states tbody').textContent();
    await page.selectOption('#direction', 'layer 1, backward');
    expect(await page.locator('#states tbody').textContent()).not.toBe(before);
    expect(await page.locator('#states tfoot').textContent()).toMatch(/^input gate i/);
  });
});
