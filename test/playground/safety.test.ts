import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { describeInBrowser, usePlayground, withText } from '../helpers/browser.ts';

const hostile = [
  `<img src=x onerror="document.title='owned'">`,
  `"><script>document.title='owned'</script>`,
  `</textarea><svg onload="document.title='owned'">`,
  "javascript:document.title='owned'",
  '{{constructor.constructor("document.title=1")()}}',
  '👩‍👩‍👧‍👦 from 🇫🇷 to 🗼 arrive 😀',
  'leave \u202eTaipei\u202c to \u2066Oslo\u2069',
  'من القاهرة إلى Paris يوم الاثنين',
  'a\u0000b\u0007c from Paris',
  'to Z̸̡̛͚͙̈́a̴̧͝l̵̨̛g̶͖̑o̷͇͝',
];

/** What models were asked, without the names of the slots that they found in it. */
const withoutNotes = `[...document.querySelectorAll('#comparison .said')].map((each) => {
  const said = each.cloneNode(true);
  for (const note of said.querySelectorAll('small')) note.remove();
  return said.textContent;
})`;

describeInBrowser('the playground and what is hostile', () => {
  const playground = usePlayground();

  it.each(hostile)('shows %j as the text that it is', async (text) => {
    const { page, problems } = await playground.open(withText(text, { open: 'compare' }));
    const field = await page.inputValue('#text');
    expect(field).toBe(text);
    await page.locator('#comparison li').first().waitFor();
    expect(await page.textContent('#behind')).toBe(`${field}\u200b`);
    const said = (await page.evaluate(withoutNotes)) as string[];
    expect(new Set(said)).toEqual(new Set([field]));
    expect(await page.textContent('#command')).toContain(
      JSON.stringify(field).replaceAll("'", String.raw`'\''`),
    );
    expect(await page.title()).toBe('Slotline playground');
    expect(await page.locator('img').count()).toBe(1);
    expect(await page.locator('main svg, main script').count()).toBe(0);
    expect(problems).toEqual([]);
  });

  it('says in plain words that a text is too long', async () => {
    const { page } = await playground.open();
    await page.fill('#text', 'to Paris '.repeat(200));
    await expect
      .poll(() => page.textContent('#problem'))
      .toMatch(/^The text has 1800 characters; send at most 1000/);
    expect(await page.locator('#slots button').count()).toBe(0);
    await page.fill('#text', 'to Paris');
    await expect.poll(() => page.textContent('#problem')).toBe('');
    await page.locator('#slots button').first().waitFor();
  });

  it('says in plain words that a text is too long to be explained, beside its slots', async () => {
    const { page } = await playground.open();
    await page.fill('#text', 'a b c d e f '.repeat(70));
    await expect
      .poll(() => page.textContent('#why-summary'))
      .toMatch(/^The text has 420 tokens; explain at most/);
    expect(await page.textContent('#problem')).toBe('');
  });

  it('asks its own service only, and nothing that its policy forbids', async () => {
    const { page, problems, requests } = await playground.open(withText('to Paris', { open: 'compare' }));
    await page.locator('#comparison li').first().waitFor();
    await page.locator('#why-words [data-effect=for]').first().waitFor();
    expect(new Set(requests.map((url) => new URL(url).origin))).toEqual(new Set([playground.url]));
    expect(requests.length).toBeGreaterThan(20);
    expect(problems).toEqual([]);
    const stored = await page.evaluate(
      '[document.cookie, localStorage.length, sessionStorage.length].join()',
    );
    expect(stored).toBe(',0,0');
  });

  it('is held to its policy by the browser', async () => {
    const { page, problems } = await playground.open();
    const refused = (code: string): Promise<unknown> =>
      page.evaluate(`(async () => { try { ${code}; return 'done' } catch (error) { return error.name } })()`);
    expect(await refused(`document.body.innerHTML = '<b>x</b>'`)).toBe('TypeError');
    expect(await refused(`await fetch('http://127.0.0.1:9/')`)).toBe('TypeError');
    expect(await refused(`document.createElement('script').text = '1'`)).toBe('TypeError');
    await page.evaluate(
      `document.body.append(Object.assign(document.createElement('style'), { textContent: 'a{}' }))`,
    );
    await expect.poll(() => problems.join()).toMatch(/style-src/);
  });

  it('works behind a proxy that puts a prefix before its path', async () => {
    const { hostname, port } = new URL(playground.url);
    const proxy = createServer((incoming, outgoing) => {
      const path = /^\/some\/prefix(\/.*)$/.exec(incoming.url ?? '')?.[1];
      if (path === undefined) return void outgoing.writeHead(404).end();
      const { method, headers } = incoming;
      const passed = request({ hostname, port, path, method, headers }, (answer) => {
        outgoing.writeHead(answer.statusCode!, answer.headers);
        answer.pipe(outgoing);
      });
      passed.on('error', () => outgoing.destroy());
      incoming.pipe(passed);
    }).listen(0, '127.0.0.1');
    onTestFinished(() => void proxy.close());
    const { page, problems } = await playground.open();
    const prefixed = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}/some/prefix`;
    for (const path of ['playground', 'playground/']) {
      await page.goto(`${prefixed}/${path}`);
      await page.locator('#slots button').first().waitFor();
      expect(new URL(page.url()).pathname).toBe('/some/prefix/playground');
    }
    expect(await page.textContent('#command')).toContain(`'${prefixed}/tag'`);
    expect(problems).toEqual([]);
  });
});
