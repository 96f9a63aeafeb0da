import { existsSync } from 'node:fs';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, onTestFinished } from 'vitest';
import { address, type RunningServer, start } from './server.ts';

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The Chromium that tests use: `CHROMIUM`, or that of the system; undefined if there is none. */
export const chromiumPath = process.env.CHROMIUM || places.find((path) => existsSync(path));

if (!chromiumPath && process.env.REQUIRE_CHROMIUM === '1') {
  throw new Error(
    `REQUIRE_CHROMIUM=1, but there is no Chromium in ${places.join(', ')}; set CHROMIUM to its path`,
  );
}

/** Like `describe`; without a Chromium its tests are skipped, and their names say so. */
export function describeInBrowser(name: string, tests: () => void): void {
  if (chromiumPath) describe(name, tests);
  else describe.skip(`${name} (skipped: no Chromium; install one, or set CHROMIUM to its path)`, tests);
}

/** Starts Chromium as tests need it: also as root in a container, and without any word to the outside. */
export function launch(): Promise<Browser> {
  const args = [
    '--no-sandbox',
    '--disable-dev-shm-usage',
    '--disable-gpu',
    '--disable-background-networking',
    // A microphone that beeps; pages still have to be allowed to use it.
    '--use-fake-device-for-media-stream',
  ];
  return chromium.launch({ executablePath: chromiumPath!, headless: true, args });
}

/** A page and what became of it. */
export interface OpenPage {
  readonly page: Page;
  /** Violations of the policy, errors in the console and errors that nobody caught. */
  readonly problems: string[];
  /** URLs that were asked for. */
  readonly requests: string[];
}

/** A built service and a browser for all tests of a group. */
export interface Playground {
  url: string;
  running: RunningServer;
  /** Opens the playground in a fresh context, which is closed when the test ends. */
  open(
    fragment?: string,
    options?: BrowserContextOptions,
    before?: (page: Page) => Promise<unknown>,
  ): Promise<OpenPage>;
}

/** Starts the service with settings, and a browser. */
export function usePlayground(environment: Readonly<Record<string, string>> = {}): Playground {
  const playground = {} as Playground;
  let browser: Promise<Browser>;
  beforeAll(async () => {
    playground.running = start({ WORKERS: '1', ...environment });
    browser = launch();
    playground.url = await address(playground.running);
    await browser;
  }, 60_000);
  afterAll(async () => {
    playground.running.child.kill('SIGKILL');
    await (await browser).close();
    await playground.running.exit;
  }, 60_000);
  playground.open = async (fragment = '', options = {}, before = async () => {}) => {
    const context = await (await browser).newContext(options);
    onTestFinished(() => context.close());
    const page = await context.newPage();
    const opened: OpenPage = { page, problems: [], requests: [] };
    page.on('request', (request) => opened.requests.push(request.url()));
    page.on('pageerror', (error) => opened.problems.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') opened.problems.push(message.text());
    });
    await before(page);
    await page.goto(`${playground.url}/playground${fragment}`);
    return opened;
  };
  return playground;
}

/** The address of the playground with a sentence in it. */
export function withText(text: string, more: Readonly<Record<string, string>> = {}): string {
  return `#${new URLSearchParams({ text, ...more })}`;
}
