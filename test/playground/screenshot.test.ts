import { readFile, writeFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { describeInBrowser, usePlayground, withText } from '../helpers/browser.ts';

const picture = new URL('../../docs/playground.png', import.meta.url);

/** As the head of a PNG tells it. */
const widthOf = (png: Buffer): number => png.readUInt32BE(16);

describeInBrowser('the picture of the playground in the README', () => {
  const playground = usePlayground();

  // `npm run screenshot` writes it.
  it('is made of the page as it is, and takes less than 150 kB', async () => {
    const fragment = withText('I would like to leave Taipei on November 2nd', { open: 'compare' });
    const viewport = { width: 1200, height: 1600 };
    const { page, problems } = await playground.open(fragment, { viewport, colorScheme: 'light' });
    await page.locator('#comparison li').first().waitFor();
    await page.locator('#why-words [data-effect=for]').first().waitFor();
    // Milliseconds of this machine are nobody's business.
    await page.evaluate(`(() => {
      const status = document.getElementById('status');
      status.textContent = status.textContent.replace(/ in .* ms/, '');
    })()`);
    // Two models suffice for the point: the same words, without memory and with the simplest.
    const last = await page.locator('#comparison li').nth(1).boundingBox();
    const clip = { x: 0, y: 0, width: viewport.width, height: Math.floor(last!.y + last!.height) };
    const png = await page.screenshot({ clip });
    expect(problems).toEqual([]);
    if (process.env.SCREENSHOT) await writeFile(picture, png);
    const committed = await readFile(picture);
    expect(widthOf(committed)).toBe(widthOf(png));
    expect(committed.length).toBeLessThan(150_000);
  });
});
