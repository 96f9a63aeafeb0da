import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import { afterAll, beforeAll } from 'vitest';
import { type AppOptions, buildApp } from '../../src/app.ts';
import { ModelRegistry } from '../../src/runtime/registry.ts';
import { loadTagger } from '../../src/tasks/tag/load.ts';
import { localTagger } from '../../src/tasks/tag/tag-service.ts';
import { temporaryFolder, writeTinyPackage } from './tiny-package.ts';

/** The limits of test apps: small, so that tests can exceed them. */
export const testOptions: AppOptions = {
  version: '0.0.0',
  limits: { textLength: 80, texts: 5 },
  bodyLimit: 4096,
};

/** What a test app offers. */
export interface TestApp {
  app: FastifyInstance;
  ready: boolean;
}

/** An app over two tiny models, `asking` (takes `requested`, tells no states) and `tiny` (the default), for all tests of a file. */
export function useTestApp(options: Partial<AppOptions> & { logger?: FastifyBaseLogger } = {}): TestApp {
  const test = { ready: true } as TestApp;
  let close: () => Promise<void>;
  beforeAll(async () => {
    const { folder, remove } = await temporaryFolder();
    const taggers = [
      await loadTagger(await writeTinyPackage(folder)),
      await loadTagger(await writeTinyPackage(folder, { name: 'asking', requested: true, states: false })),
    ];
    const models = new ModelRegistry(taggers.map(localTagger), 'tiny');
    test.app = await buildApp({ models, isReady: () => test.ready }, { ...testOptions, ...options });
    await test.app.ready();
    close = async () => {
      await test.app.close();
      for (const tagger of taggers) await tagger.close();
      await remove();
    };
  });
  afterAll(() => close());
  return test;
}
