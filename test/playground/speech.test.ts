import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, expect, it } from 'vitest';
import type { Heard } from '../../src/playground/answer.ts';
import { faultsOf } from '../helpers/axe.ts';
import { describeInBrowser, type OpenPage, usePlayground, withText } from '../helpers/browser.ts';
import { temporaryFolder, writeTinyPackage } from '../helpers/tiny-package.ts';
import { writeTinySpeech } from '../helpers/tiny-speech.ts';

const { folder, remove } = await temporaryFolder();
await writeTinyPackage(folder);
await writeTinySpeech(folder);
afterAll(remove);

const tone = join(import.meta.dirname, '../audio/fixtures/tone.flac');
const fragment = withText('', { model: 'ears' });
const percent = (probability: number): string => `${(probability * 100).toFixed(1)}\u00a0%`;

/** Names what the page was given by `getUserMedia`. */
const keepStreams = (page: Page): Promise<unknown> =>
  page.addInitScript(`
    globalThis.tracks = [];
    const lend = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getUserMedia = async (asked) => {
      const stream = await lend(asked);
      tracks.push(...stream.getTracks());
      return stream;
    };
  `);

describeInBrowser('speech on the playground', () => {
  const playground = usePlayground({ MODELS: folder });

  /** The page with a model of speech chosen, and nothing heard. */
  async function silent(
    options: BrowserContextOptions = {},
    before?: (page: Page) => Promise<unknown>,
  ): Promise<OpenPage> {
    const opened = await playground.open(fragment, options, before);
    await opened.page.locator('#record').waitFor();
    return opened;
  }

  /** The same with a recording that was heard. */
  async function heardTone(
    options: BrowserContextOptions = {},
    before?: (page: Page) => Promise<unknown>,
  ): Promise<OpenPage> {
    const opened = await silent(options, before);
    await opened.page.setInputFiles('#recording', tone);
    await opened.page.locator('#lattice svg[role=img]').waitFor();
    return opened;
  }

  /** What the service itself says. */
  async function asked(): Promise<Heard> {
    const query = 'model=ears&alternatives=5&letters=true&tag=true';
    const response = await fetch(`${playground.url}/transcribe?${query}`, {
      method: 'POST',
      headers: { 'content-type': 'audio/flac' },
      body: readFileSync(tone),
    });
    return (await response.json()) as Heard;
  }

  it('is loaded when a model of it is chosen, and takes the place of the editor', async () => {
    const { page, problems, requests } = await playground.open();
    await page.locator('#slots button').first().waitFor();
    const loaded = (): string[] => requests.filter((url) => /speech-desk|lattice|speech\.css/.test(url));
    expect(loaded()).toEqual([]);
    await page.selectOption('#model', 'ears');
    await page.locator('#record').waitFor();
    expect(loaded()).toHaveLength(5);
    for (const part of ['#text', '#examples', '#slots-title', '#heard-title', '#turn']) {
      expect([part, await page.isVisible(part)]).toEqual([part, false]);
    }
    expect(await page.textContent('#noun')).toBe('Recording');
    expect(await page.textContent('#status')).toBe('Record what you say, or choose or drop a recording.');
    await page.selectOption('#model', 'tiny');
    await page.locator('#slots button').first().waitFor();
    expect(await page.isVisible('#record')).toBe(false);
    expect(await page.inputValue('#text')).toMatch(/^I would like to arrive/);
    expect(problems).toEqual([]);
  });

  it('shows the text of a recording, its words and slots in time, and other readings', async () => {
    const { page, problems } = await heardTone();
    const { text, words, alternatives, slots = [] } = await asked();
    expect(words.length).toBeGreaterThan(0);
    expect(await page.textContent('#heard-text')).toBe(text);
    expect(await page.textContent('#status')).toMatch(
      new RegExp(`^ears 2\\.0\\.0 heard ${words.length} words? in \\d+ ms\\.$`),
    );
    expect(await page.locator('#spoken-words button').allTextContents()).toEqual(
      words.map(
        ({ word, start, end, confidence }) =>
          `${word} ${start.toFixed(2)}–${end.toFixed(2)} s ${percent(confidence)}`,
      ),
    );
    expect(await page.locator('#readings li').allTextContents()).toEqual(
      alternatives.map((each) => `${each.text || '(nothing)'} ${each.score.toFixed(2)}`),
    );
    expect(await page.locator('#said-slots mark').allTextContents()).toEqual(slots.map((slot) => slot.text));
    expect(await page.locator('#heard-text mark').allTextContents()).toEqual(slots.map((slot) => slot.text));
    await expect.poll(() => page.textContent('#announcement')).toBe(text);
    expect(await page.textContent('#command')).toBe(
      [
        `curl -s '${playground.url}/transcribe?model=ears&alternatives=5&letters=true&tag=true' \\`,
        `  -H 'content-type: application/octet-stream' \\`,
        `  --data-binary '@tone.flac'`,
      ].join('\n'),
    );
    expect(problems).toEqual([]);
  });

  it('marks slots in what was said, with their times', async () => {
    const { page } = await silent();
    const answer = await asked();
    const [word] = answer.words;
    const characters = { start: 0, end: word!.word.length };
    const slot = { slot: 'city', text: word!.word, start: 0.3, end: 0.6, confidence: 0.876, characters };
    await page.route('**/transcribe?**', (route) => route.fulfill({ json: { ...answer, slots: [slot] } }));
    await page.setInputFiles('#recording', tone);
    await page.locator('#heard-text mark').waitFor();
    expect(await page.textContent('#heard-text mark')).toBe(word!.word);
    expect(await page.textContent('#heard-text')).toBe(answer.text);
    expect(await page.textContent('#said-slots')).toBe(`city ${word!.word} 0.30–0.60 s, 87.6\u00a0%`);
  });

  it('shows which letters each frame speaks, as a picture and as a table', async () => {
    const { page, problems } = await heardTone();
    const { frames, words } = await asked();
    const cells = await page.locator('#lattice rect[fill-opacity]').all();
    const drawn = await Promise.all(cells.map((cell) => cell.getAttribute('fill-opacity')));
    expect(drawn.map(Number)).toEqual(frames.best.flat().map(({ probability }) => probability));
    const names = await page.locator('#lattice .names text').allTextContents();
    expect(names[0]).toBe('blank');
    const occurring = new Set(
      frames.best
        .flat()
        .map(({ letter }) => letter)
        .concat(''),
    );
    expect(names).toHaveLength(occurring.size);
    const rows = await page.locator('#runs tbody tr').allTextContents();
    expect(rows[0]).toMatch(/^0\.00–\d\.\d\d s/);
    expect(rows.at(-1)).toContain(`–${(frames.best.length * frames.seconds).toFixed(2)} s`);
    await expect.poll(() => page.getAttribute('#lattice .wave', 'd')).toMatch(/^M1 /);

    await page.locator('#lattice svg[role=img]').hover({ position: { x: 3 * 14 + 5, y: 80 } });
    const [first] = frames.best[3]!;
    const name = first!.letter === '' ? 'blank' : first!.letter === ' ' ? 'space' : first!.letter;
    expect(await page.textContent('#frame')).toMatch(`0.09 s: ${name} ${percent(first!.probability)}`);

    await page.locator('#spoken-words button').first().click();
    const { start, end } = words[0]!;
    expect(Number(await page.getAttribute('#lattice .chosen', 'x'))).toBeCloseTo((start / 0.03) * 14, 1);
    expect(Number(await page.getAttribute('#lattice .chosen', 'width'))).toBeCloseTo(
      ((end - start) / 0.03) * 14,
      1,
    );
    expect(problems).toEqual([]);
  });

  it('records from the microphone, and turns it off', async () => {
    const { page, problems } = await silent({ permissions: ['microphone'] }, keepStreams);
    await page.getByRole('button', { name: 'Record', exact: true }).click();
    await page.getByRole('button', { name: 'Stop' }).waitFor();
    await expect.poll(() => page.textContent('#recorded')).toMatch(/^Recording: [1-9] s of 55 s at most$/);
    expect(await page.evaluate('tracks.map(({ readyState }) => readyState).join()')).toBe('live');
    await page.getByRole('button', { name: 'Stop' }).click();
    await expect.poll(() => page.textContent('#status')).toMatch(/^ears 2\.0\.0 heard \d+ words? in/);
    expect(await page.textContent('#recorded')).toBe('recording.webm');
    expect(await page.evaluate('tracks.map(({ readyState }) => readyState).join()')).toBe('ended');
    expect(await page.locator('#runs tbody tr').count()).toBeGreaterThan(0);
    await expect.poll(() => page.getAttribute('#lattice .wave', 'd')).toMatch(/^M1 /);
    expect(await page.isVisible('#record')).toBe(true);
    expect(problems).toEqual([]);
  });

  it('turns the microphone off when another task is chosen, and asks nothing', async () => {
    const { page, requests } = await silent({ permissions: ['microphone'] }, keepStreams);
    await page.click('#record');
    await page.getByRole('button', { name: 'Stop' }).waitFor();
    await page.selectOption('#model', 'tiny');
    await expect.poll(() => page.evaluate('tracks.map(({ readyState }) => readyState).join()')).toBe('ended');
    await page.selectOption('#model', 'ears');
    await page.getByRole('button', { name: 'Record', exact: true }).waitFor();
    expect(requests.filter((url) => url.includes('/transcribe'))).toEqual([]);
  });

  it('says in plain words that the microphone is not allowed, or that there is none', async () => {
    const { page } = await silent();
    await page.click('#record');
    await expect
      .poll(() => page.textContent('#no-recording'))
      .toBe(
        'No microphone: it is not allowed for this page: allow it in the settings of the browser. Choose a recording instead.',
      );
    const { page: other } = await silent({}, (each) =>
      each.addInitScript(`navigator.mediaDevices.getUserMedia = () =>
        Promise.reject(new DOMException('Requested device not found', 'NotFoundError'))`),
    );
    await other.click('#record');
    await expect
      .poll(() => other.textContent('#no-recording'))
      .toBe('No microphone: there is none. Choose a recording instead.');
    await other.setInputFiles('#recording', tone);
    await expect.poll(() => other.textContent('#status')).toMatch(/heard/);
    expect(await other.textContent('#no-recording')).toBe('');
  });

  it('takes recordings that are dropped, and says in the words of the service what is wrong with them', async () => {
    const { page, problems } = await heardTone();
    const drop = async (name: string, bytes: Buffer): Promise<void> => {
      const data = await page.evaluateHandle(`(() => {
        const data = new DataTransfer();
        const bytes = Uint8Array.from(atob(${JSON.stringify(bytes.toString('base64'))}), (c) => c.charCodeAt(0));
        data.items.add(new File([bytes], ${JSON.stringify(name)}));
        return data;
      })()`);
      await page.dispatchEvent('.drop', 'drop', { dataTransfer: data });
    };
    await drop('<b>notes</b>.txt', Buffer.from('hello, this is a text'));
    await expect.poll(() => page.textContent('#problem')).toMatch(/WAV/);
    expect(await page.textContent('#recorded')).toBe('<b>notes</b>.txt');
    expect(await page.isVisible('#heard-title')).toBe(false);
    expect(await page.isVisible('#lattice')).toBe(false);
    // Chromium tells of the refusal in its console.
    expect(problems.splice(0)).toEqual([expect.stringContaining('415')]);
    await drop('tone.flac', readFileSync(tone));
    await expect.poll(() => page.textContent('#status')).toMatch(/heard/);
    expect(await page.isVisible('#lattice')).toBe(true);
    expect(problems).toEqual([]);
  });

  it('says that a recording is too large, and does not send it again and again', async () => {
    const { page, requests } = await silent();
    const buffer = Buffer.alloc(20 * 2 ** 20);
    await page.setInputFiles('#recording', { name: 'long.wav', mimeType: 'audio/wav', buffer });
    await expect.poll(() => page.textContent('#problem')).toMatch(/a shorter recording\.$/);
    expect(requests.filter((url) => url.includes('/transcribe'))).toHaveLength(1);
  });

  it('says that its desk could not be loaded, and tries once more when the model is chosen again', async () => {
    const { page } = await playground.open('', {}, (each) =>
      each.route('**/speech-desk.js', (route) => route.abort()),
    );
    await page.locator('#slots button').first().waitFor();
    await page.selectOption('#model', 'ears');
    await expect
      .poll(() => page.textContent('#speech'))
      .toMatch(/^This part of the page could not be loaded/);
    await page.unroute('**/speech-desk.js');
    await page.selectOption('#model', 'tiny');
    await page.selectOption('#model', 'ears');
    await page.locator('#record').waitFor();
  });

  it.each(['light', 'dark'] as const)('has nothing that axe finds fault with, %s', async (colorScheme) => {
    // A word as long as this has to be broken.
    const { page } = await heardTone({ colorScheme, viewport: { width: 320, height: 800 } }, (each) =>
      each.route('**/transcribe?**', async (route) => {
        const response = await route.fetch();
        const long = 'abcdefgh'.repeat(10);
        const said = { slot: 'city', text: long, start: 0, end: 1, confidence: 0.5 };
        const slots = [{ ...said, characters: { start: 0, end: long.length } }];
        const words = [{ word: long, start: 0, end: 1, confidence: 0.5 }];
        const alternatives = [{ text: long, score: -1 }];
        await route.fulfill({
          response,
          json: { ...(await response.json()), text: long, words, slots, alternatives },
        });
      }),
    );
    await page.locator('#as-table summary').click();
    expect(await faultsOf(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0);
    const controls = await page.locator('main').ariaSnapshot();
    for (const control of [
      'button "Record"',
      'button "Or choose a recording, or drop one here"',
      'region "Letters over time, which the arrow keys scroll"',
      'img "33 frames',
      'table',
    ]) {
      expect(controls).toContain(control);
    }
    await page.focus('#lattice');
    for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowRight');
    await expect
      .poll(() => page.evaluate('document.getElementById("lattice").scrollLeft'))
      .toBeGreaterThan(0);
  });
});
