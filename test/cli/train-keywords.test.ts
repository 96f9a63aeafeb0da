import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { evaluateCommand } from '../../src/cli/evaluate.ts';
import { trainCommand } from '../../src/cli/train.ts';
import { readKeywordedSplits } from '../../src/corpus/keyworded/splits.ts';
import { scoreBaselines } from '../../src/tasks/keywords/baselines/index.ts';
import { loadKeywords } from '../../src/tasks/keywords/load.ts';
import { goldOf, scoreKeywords } from '../../src/tasks/keywords/metrics.ts';
import { phraseKey } from '../../src/tasks/keywords/phrase.ts';
import { type KeywordsRecipe, keywordsRecipeSchema } from '../../src/tasks/keywords/recipe.ts';
import { readText } from '../../src/tasks/keywords/words.ts';
import { runCommand } from '../helpers/command.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const data = join(root, 'data', 'sample-keywords');
const recipe = JSON.parse(readFileSync(join(root, 'recipes', 'keywords-sample.json'), 'utf8'));
const splits = readKeywordedSplits(data, keywordsRecipeSchema.parse(recipe).data);

let folder: string;
const at = (...parts: string[]) => join(folder, ...parts);
const write = (name: string, value: unknown) => {
  writeFileSync(at(name), typeof value === 'string' ? value : JSON.stringify(value));
  return at(name);
};
const train = (name: string, out: string, ...more: string[]) =>
  runCommand(trainCommand(), at(name), '--data', data, '--out', at(out), '--workers', '1', ...more);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'slotline-keywords-'));
  write('recipe.json', recipe);
  const { exitCode, errors } = await train('recipe.json', 'sample');
  expect([exitCode, errors.includes('best dev F1')]).toEqual([undefined, true]);
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('slotline train with the recipe of a model of keywords', () => {
  it('makes a package that loads, and that finds most of what it has learned', async () => {
    const model = await loadKeywords(at('sample'));
    expect(model.manifest).toMatchObject({
      method: 'tagger',
      maxWords: 4,
      window: { size: 128, margin: 16 },
    });
    const found = await model.find(splits.train.map(({ text }) => text));
    const documents = splits.train.map(({ text, keywords }, index) => ({
      ...goldOf(readText(text), keywords),
      predicted: found[index]!.map(({ text: own }) => phraseKey(own)),
    }));
    expect(scoreKeywords(documents).extractive.set.micro.f1).toBeGreaterThan(0.8);
    await model.close();
  });

  it('chooses the threshold by dev, through the serving path, and measures both parts with it', async () => {
    const model = await loadKeywords(at('sample'));
    const { threshold, metrics } = model.manifest;
    const f1At = async (minScore: number) => {
      const found = await model.find(
        splits.dev.map(({ text }) => text),
        { minScore },
      );
      const documents = splits.dev.map(({ text, keywords }, index) => ({
        ...goldOf(readText(text), keywords),
        predicted: found[index]!.map(({ text: own }) => phraseKey(own)),
      }));
      return scoreKeywords(documents).extractive.set.micro.f1;
    };
    const best = await f1At(threshold);
    expect(best).toBe(metrics.dev!.f1);
    for (const other of [0.01, 0.1, 0.3, 0.5, 0.7, 0.9]) expect(await f1At(other)).toBeLessThanOrEqual(best);
    expect(metrics.test).toMatchObject({ dataSet: 'sample-keywords test', texts: 5, f1: expect.any(Number) });
    expect(metrics.test!.f1At10).toBeGreaterThan(0);
    await model.close();
  });

  it('writes a card and a report with the baselines beside the model', () => {
    const card = readFileSync(at('sample', 'README.md'), 'utf8');
    expect(card).toContain('# keywords-sample 1.0.0');
    expect(card).toMatch(/\| this model \| [\d.]+ % \| [\d.]+ % \| [\d.]+ % \|/);
    const { yake } = scoreBaselines(splits.test!, splits.train, { maxWords: 4 });
    const percents = [5, 10, 15].map((k) => `${(100 * yake.extractive.at[k]!.macro.f1).toFixed(2)} %`);
    expect(card).toContain(`| YAKE-like | ${percents.join(' | ')} |`);
    const report = readFileSync(at('sample', 'report.html'), 'utf8');
    expect(report).toMatch(/F1 on dev; best [\d.]+ % after epoch \d/);
    for (const part of ['test', 'dev']) {
      expect(report).toContain(`Scores on ${part}`);
      expect(report).toContain(`Precision, recall and F1 on ${part} by the least score`);
    }
    const golden = JSON.parse(readFileSync(at('sample', 'golden.json'), 'utf8'));
    expect(golden.every(({ keywords }: { keywords: unknown[] }) => keywords.length > 0)).toBe(true);
    expect(golden).toHaveLength(4);
  });

  it('repeats itself: the same seed makes the same files', async () => {
    await train('recipe.json', 'again');
    for (const file of ['model.onnx', 'tokens.onnx', 'golden.json', 'manifest.json']) {
      expect(readFileSync(at('again', file)).equals(readFileSync(at('sample', file))), file).toBe(true);
    }
  });

  it('trains a scorer of candidate phrases as well, with texts of the recipe as golden cases', async () => {
    const text = 'Night trains and ferries need a seat reservation.';
    const network = { ...recipe.network, method: 'scorer', attention: 8 };
    write('scorer.json', { ...recipe, name: 'scorer', network, examples: [text] });
    const { exitCode } = await train('scorer.json', 'scorer');
    expect(exitCode).toBeUndefined();
    const model = await loadKeywords(at('scorer'));
    expect(model.manifest.method).toBe('scorer');
    const golden = JSON.parse(readFileSync(at('scorer', 'golden.json'), 'utf8'));
    expect(golden.map(({ text: own }: { text: string }) => own)).toEqual([text]);
    expect(readFileSync(at('scorer', 'README.md'), 'utf8')).toContain(
      'candidate phrases, which hold no stopword',
    );
    await model.close();
  });

  it.each<[string, object | KeywordsRecipe, string[], string]>([
    ['a teacher', recipe, ['--teacher', 'x'], 'A model of keywords learns from no teacher'],
    ['vectors that it has no use for', recipe, ['--vectors', 'x'], 'no vector encoder'],
    ['an unknown method', { ...recipe, network: { method: 'guess' } }, [], 'network.method'],
    ['another field of phrases', { ...recipe, data: { field: 'phrases' } }, [], 'data.field'],
  ])('refuses %s', async (_, wrong, more, message) => {
    write('wrong.json', wrong);
    const { errors, exitCode } = await train('wrong.json', 'none', ...more);
    expect(errors).toContain(message);
    expect(exitCode).toBeGreaterThan(0);
  });

  it.each([
    ['no training text', 'sea', 'trains', 'has no training text in which one of its keywords stands'],
    ['no dev text', 'trains', 'sea', 'has no dev text in which one of its keywords stands'],
  ])('refuses data with %s that has a keyword of its own', async (_, learned, held, message) => {
    write('train.jsonl', JSON.stringify({ text: 'night trains run', keywords: [learned] }));
    write('dev.jsonl', JSON.stringify({ text: 'new trains', keywords: [held] }));
    const { errors } = await runCommand(
      trainCommand(),
      ...[at('recipe.json'), '--data', folder, '--out', at('none'), '--workers', '1'],
    );
    expect(errors).toContain(message);
  });
});

describe('slotline evaluate with a model of keywords', () => {
  const evaluate = (...args: string[]) => runCommand(evaluateCommand(), at('sample'), ...args);

  it('measures a part of the data, with the baselines by the same rule', async () => {
    const { output } = await evaluate('--data', data);
    expect(output).toMatch(
      /keywords-sample 1\.0\.0 on 5 texts\na phrase is right when its words after Porter/,
    );
    expect(output).toMatch(/keywords that stand in the text: 18 in 5 texts/);
    expect(output).toMatch(/all keywords: 20 in 5 texts/);
    for (const row of ['first 5 ', 'first 15 ', 'score from 0.', 'this model ', 'YAKE-like ']) {
      expect(output.split(row)).toHaveLength(3);
    }
    const json = JSON.parse((await evaluate('--data', data, '--json')).output);
    const scores = scoreBaselines(splits.test!, splits.train, { maxWords: 4 });
    expect(json.baselines).toEqual(JSON.parse(JSON.stringify(scores)));
    const manifest = JSON.parse(readFileSync(at('sample', 'manifest.json'), 'utf8'));
    expect(json.scores.extractive.set.micro.f1).toBe(manifest.metrics.test.f1);
    expect(json.scores.extractive.at[10].macro.f1).toBe(manifest.metrics.test.f1At10);
    expect(json.matching).toContain('Porter');
  });

  it('measures a file without baselines, for which it has no other texts', async () => {
    const { output } = await evaluate('--data', join(data, 'dev.jsonl'));
    expect(output).toContain('on 5 texts');
    expect(output).not.toContain('YAKE');
    expect(output).toContain('Give the data folder, with its training part');
  });

  it('measures on other data too, told where its phrases are, whatever files the recipe names', async () => {
    const other = mkdtempSync(join(folder, 'other-'));
    const line = (text: string, ...phrases: string[]) => `${JSON.stringify({ text, phrases })}\n`;
    writeFileSync(join(other, 'train.jsonl'), line('Ferries need a seat reservation.', 'ferries'));
    writeFileSync(join(other, 'test.jsonl'), line('Night trains are back.', 'night trains', 'sleepers'));
    const { output } = await evaluate('--data', other, '--field', 'phrases');
    expect(output).toContain('keywords that stand in the text: 1 in 1 texts');
    expect(output).toContain('all keywords: 2 in 1 texts');
    expect(output).toContain('YAKE-like');
    expect((await evaluate('--data', other, '--field', 'words')).errors).toContain('the line has phrases');
  });

  it('writes a page, and the plot by least score as a file of its own', async () => {
    await evaluate('--data', data, '--split', 'dev', '--report', at('dev.html'), '--figures', at('figures'));
    expect(readFileSync(at('dev.html'), 'utf8')).toMatch(/<h2 id="scores-dev">Scores on dev[\s\S]*YAKE-like/);
    expect(readdirSync(at('figures'))).toEqual(['threshold-dev.svg']);
    expect(readFileSync(at('figures', 'threshold-dev.svg'), 'utf8')).not.toContain('var(');
  });

  it('refuses a part that is not there', async () => {
    const { errors, exitCode } = await evaluate('--data', data, '--split', 'train');
    expect(errors).toContain('has no part train to measure on');
    expect(exitCode).toBe(2);
  });
});
