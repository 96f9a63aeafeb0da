import axe from 'axe-core';
import type { Page } from 'playwright-core';

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe finds fault with, as rule and element. */
export async function faultsOf(page: Page): Promise<string[]> {
  // Through the DevTools protocol, which the page's policy does not concern.
  await page.evaluate(axe.source);
  const run = `axe.run(document, { runOnly: ${JSON.stringify(rules)} })`;
  const { violations } = (await page.evaluate(run)) as axe.AxeResults;
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}
