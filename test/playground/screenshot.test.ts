import { readFile, writeFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { describeInBrowser, usePlayground, withText } from '../helpers/browser.ts';

const picture = new URL('../../docs/playground.png', import.meta.url);

/** Width and height, as the head of a PNG tells them. */
const sizeOf = (png: Buffer): number[] => [png.readUInt32BE(16), png.readUInt32BE(20)];

describeInBrowser('the picture of the playground in the README', () => {
  const playground = usePlayground();

  // `npm run screenshot` writes it.
  it('is made of the page as it is, and takes less than 150 kB', async () => {
    const fragment = withText('I would like to leave Taipei on November 2nd', { open: 'compare' });
    const viewport = { width: 1200, height: 1120 };
    const { page, problems } = await playground.open(fragment, { viewport, colorScheme: 'light' });
    await page.locator('#comparison li').first().waitFor();
    await page.locator('#why-words [data-effect=for]').first().waitFor();
    // Milliseconds of this machine are nobody's business.
    await page.evaluate(`(() => {
      const status = document.getElementById('status');
      status.textContent = status.textContent.replace(/ in .* ms/, '');
    })()`);
    const png = await page.screenshot();
    expect(problems).toEqual([]);
    if (process.env.SCREENSHOT) await writeFile(picture, png);
    // Letters differ from system to system; its size tells whether the committed one is of this page.
    const committed = await readFile(picture);
    expect(sizeOf(committed)).toEqual(sizeOf(png));
    expect(committed.length).toBeLessThan(150_000);
  });
});
