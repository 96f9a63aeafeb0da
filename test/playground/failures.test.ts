import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page, Route } from 'playwright-core';
import { afterAll, expect, it, onTestFinished } from 'vitest';
import { keyLine, newKey } from '../../src/api-keys.ts';
import { describeInBrowser, usePlayground } from '../helpers/browser.ts';
import { makeCertificate } from '../helpers/certificate.ts';
import { address, start } from '../helpers/server.ts';
import { temporaryFolder, writeTinyPackage } from '../helpers/tiny-package.ts';

const { folder, remove } = await temporaryFolder();
await writeTinyPackage(folder);
afterAll(() => remove());
const key = newKey();
const { cert, key: certificateKey } = makeCertificate('127.0.0.1');
await writeFile(join(folder, 'keys'), keyLine(key, 'app'));
await writeFile(join(folder, 'tls.crt'), cert);
await writeFile(join(folder, 'tls.key'), certificateKey);

const problem = (page: Page) => expect.poll(() => page.textContent('#problem'));
const status = (page: Page) => expect.poll(() => page.textContent('#status'));

describeInBrowser('the playground when something goes wrong', () => {
  const playground = usePlayground({ MODELS: folder });

  it('says that the service is gone, and goes on when it is back', async () => {
    const other = start({ MODELS: folder, WORKERS: '1' });
    onTestFinished(() => void other.child.kill('SIGKILL'));
    const url = await address(other);
    const { page } = await playground.open();
    await page.goto(`${url}/playground`);
    await status(page).toMatch(/^tiny 1\.2\.3 found/);
    other.child.kill('SIGKILL');
    await other.exit;
    await page.fill('#text', 'leave Taipei');
    await problem(page).toBe(
      'The service does not answer. Is it running, and are you online? Asking again by itself.',
    );
    const again = start({ MODELS: folder, WORKERS: '1', PORT: new URL(url).port });
    onTestFinished(() => void again.child.kill('SIGKILL'));
    await address(again);
    await status(page).toMatch(/^tiny 1\.2\.3 found/);
    expect(await page.textContent('#problem')).toBe('');
  });

  /** A page whose next answers to `POST /tag`, as many as there are `failures`, are these. */
  async function failing(
    ...failures: Parameters<Route['fulfill']>[0][]
  ): Promise<{ page: Page; asked: () => number }> {
    let asked = 0;
    const { page } = await playground.open('', {}, (fresh) =>
      fresh.route('**/tag', async (route) => {
        asked += 1;
        const failure = failures.shift();
        await (failure ? route.fulfill(failure) : route.continue());
      }),
    );
    return { page, asked: () => asked };
  }

  it.each([
    [
      429,
      { 'retry-after': '2' },
      { code: 'rate_limited' },
      /Too many requests .* wait 2 seconds\. Asking again/,
    ],
    [503, {}, { code: 'overloaded' }, /busy or is just being restarted\. Asking again/],
    [502, {}, '<html>Bad gateway</html>', /busy or is just being restarted\. Asking again/],
  ])('says what %i means, waits, and asks again by itself', async (code, headers, body, message) => {
    const { page, asked } = await failing({ status: code, headers, body: JSON.stringify(body) });
    await problem(page).toMatch(message);
    await page.waitForTimeout(500);
    expect(asked()).toBe(1);
    await status(page).toMatch(/^tiny 1\.2\.3 found/);
    expect(await page.textContent('#problem')).toBe('');
  });

  it('asks nothing while it was told to wait, whatever is typed', async () => {
    const { page, asked } = await failing({
      status: 429,
      headers: { 'retry-after': '2' },
      json: { code: 'rate_limited' },
    });
    await problem(page).toMatch(/Too many requests/);
    await page.locator('#text').pressSequentially(' please now', { delay: 50 });
    expect(asked()).toBe(1);
    await status(page).toMatch(/^tiny 1\.2\.3 found/);
  });

  it('does not ask again where the service itself failed', async () => {
    const { page, asked } = await failing({ status: 500, json: { code: 'internal' } });
    await problem(page).toBe('The service failed. This is not your fault.');
    await page.waitForTimeout(3500);
    expect(asked()).toBe(1);
    await page.click('#turn');
    await status(page).toMatch(/^tiny/);
  });

  it('works with services that explain nothing and tell of no networks', async () => {
    const { page, problems } = await playground.open('#text=leave+Oslo&open=inside', {}, async (fresh) => {
      await fresh.route('**/models', async (route) => {
        const response = await route.fetch();
        const { models } = await response.json();
        await route.fulfill({
          json: { models: models.map(({ network: _, ...model }: { network?: unknown }) => model) },
        });
      });
      await fresh.route('**/tag', (route) => {
        if (!route.request().postDataJSON().explain) return route.continue();
        return route.fulfill({
          status: 400,
          json: { code: 'unknown_field', pointer: '/explain', detail: 'Leave it out' },
        });
      });
    });
    await status(page).toMatch(/^tiny 1\.2\.3 found/);
    await expect.poll(() => page.isVisible('#why')).toBe(false);
    await expect.poll(() => page.textContent('#states-note')).toBe('This service does not tell its gates.');
    expect(await page.locator('#model option').allTextContents()).toEqual(['tiny 1.2.3 (default)']);
    expect(await page.locator('#model optgroup').count()).toBe(0);
    await page.click('#turn');
    await expect.poll(() => page.textContent('#command')).toContain('arrive Oslo');
    expect(await page.textContent('#command')).not.toContain('explain');
    expect(problems.filter((text) => !text.includes('400'))).toEqual([]);
  });
});

describeInBrowser('the playground of a service with keys and TLS', () => {
  const playground = usePlayground({
    MODELS: folder,
    HOST: '127.0.0.1',
    API_KEYS_FILE: join(folder, 'keys'),
    TLS_CERT_FILE: join(folder, 'tls.crt'),
    TLS_KEY_FILE: join(folder, 'tls.key'),
  });
  const options = { ignoreHTTPSErrors: true };

  it('asks for a key, says if it is wrong, and keeps the right one in memory only', async () => {
    const { page } = await playground.open('', options);
    await problem(page).toBe('The service asks for an API key.');
    expect(await page.evaluate('document.activeElement.id')).toBe('key');
    await page.keyboard.type('a wrong key');
    await page.keyboard.press('Enter');
    expect(await page.textContent('#key-problem')).toMatch(/^That is no API key/);
    await page.fill('#key', 'wrong');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.textContent('#key-problem')).toBe('The service does not know this key.');
    await page.fill('#key', key);
    await page.keyboard.press('Enter');
    await status(page).toMatch(/^tiny 1\.2\.3 found/);
    expect(await page.isVisible('#key-form')).toBe(false);
    expect(await page.evaluate('document.activeElement.id')).toBe('text');
    await expect.poll(() => page.textContent('#command')).toContain('-H "x-api-key: $SLOTLINE_KEY"');
    const kept = await page.evaluate(
      'document.documentElement.outerHTML + document.getElementById("key").value + location + document.cookie + ' +
        'JSON.stringify({ ...localStorage, ...sessionStorage })',
    );
    expect(kept).not.toContain(key);
    await page.reload();
    await problem(page).toBe('The service asks for an API key.');
  });

  it('asks for another key when one is taken back', async () => {
    const { page } = await playground.open('', options);
    await page.fill('#key', key);
    await page.keyboard.press('Enter');
    await status(page).toMatch(/^tiny/);
    await page.route('**/tag', (route) => route.fulfill({ status: 401, json: { code: 'unauthenticated' } }));
    await page.click('#turn');
    await expect.poll(() => page.textContent('#key-problem')).toBe('The service does not know this key.');
    await page.unroute('**/tag');
    await page.fill('#key', key);
    await page.keyboard.press('Enter');
    await status(page).toMatch(/^tiny/);
  });
});
