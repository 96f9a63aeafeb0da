import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import { afterAll, beforeAll } from 'vitest';
import { type AppOptions, buildApp } from '../../src/app.ts';
import { ModelRegistry } from '../../src/runtime/registry.ts';
import { localDecoder } from '../../src/tasks/ctc/decode-service.ts';
import { localKeywords } from '../../src/tasks/keywords/keywords-service.ts';
import { loadKeywords } from '../../src/tasks/keywords/load.ts';
import { loadSentiment } from '../../src/tasks/sentiment/load.ts';
import { localSentiment } from '../../src/tasks/sentiment/sentiment-service.ts';
import { loadTagger } from '../../src/tasks/tag/load.ts';
import { localTagger } from '../../src/tasks/tag/tag-service.ts';
import { writeTinyKeywords } from './tiny-keywords.ts';
import { tinyLanguageModel } from './tiny-language-model.ts';
import { temporaryFolder, writeTinyPackage } from './tiny-package.ts';
import { writeTinySentiment } from './tiny-sentiment.ts';

/** The limits of test apps: small, so that tests can exceed them. */
export const testOptions: AppOptions = {
  version: '0.0.0',
  limits: { textLength: 80, documentLength: 200, requestLength: 1000, texts: 5 },
  bodyLimit: 4096,
  decoding: { body: 2 ** 18, frames: 50, matrices: 5 },
};

/** What a test app offers. */
export interface TestApp {
  app: FastifyInstance;
  ready: boolean;
}

/**
 * An app over four tiny models for all tests of a file: the taggers `asking` (takes `requested`, tells no states) and
 * `tiny` (the default), `moods` for sentiment, and `topics` for keywords; decoding has the language model `tiny`.
 */
export function useTestApp(options: Partial<AppOptions> & { logger?: FastifyBaseLogger } = {}): TestApp {
  const test = { ready: true } as TestApp;
  let close: () => Promise<void>;
  beforeAll(async () => {
    const { folder, remove } = await temporaryFolder();
    const taggers = [
      await loadTagger(await writeTinyPackage(folder)),
      await loadTagger(await writeTinyPackage(folder, { name: 'asking', requested: true, states: false })),
    ];
    const moods = await loadSentiment(await writeTinySentiment(folder));
    const topics = await loadKeywords(await writeTinyKeywords(folder));
    const models = new ModelRegistry(taggers.map(localTagger), 'tiny');
    const sentiment = new ModelRegistry([localSentiment(moods)]);
    const keywords = new ModelRegistry([localKeywords(topics)]);
    const decoder = localDecoder([tinyLanguageModel()]);
    const services = { models, sentiment, keywords, decoder, isReady: () => test.ready };
    test.app = await buildApp(services, { ...testOptions, ...options });
    await test.app.ready();
    close = async () => {
      await test.app.close();
      for (const model of [...taggers, moods, topics]) await model.close();
      await remove();
    };
  });
  afterAll(() => close());
  return test;
}
