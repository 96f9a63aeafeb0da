import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { evaluateCommand } from '../../src/cli/evaluate.ts';
import { sentimentCommand } from '../../src/cli/sentiment.ts';
import { trainCommand } from '../../src/cli/train.ts';
import { loadSentiment } from '../../src/tasks/sentiment/load.ts';
import { runCommand } from '../helpers/command.ts';

const recipe = {
  task: 'sentiment',
  name: 'rooms',
  encoders: { word: { dimension: 8 } },
  network: { hidden: 8, attention: 4, dropout: { input: 0, between: 0, output: 0 } },
  training: { epochs: 12, batch: 4, optimizer: { name: 'adam', learningRate: 0.02 } },
};

const kinds = ['room', 'bed', 'view', 'staff', 'street', 'bath'];
const lines = (good: string, bad: string) =>
  kinds
    .flatMap((kind) => [
      JSON.stringify({ text: `the ${kind} was ${good}`, label: 'positive' }),
      JSON.stringify({ text: `the ${kind} was ${bad}`, label: 'negative' }),
    ])
    .join('\n');

let folder: string;
const at = (...parts: string[]) => join(folder, ...parts);
const write = (name: string, value: unknown) => {
  mkdirSync(dirname(at(name)), { recursive: true });
  writeFileSync(at(name), typeof value === 'string' ? value : JSON.stringify(value));
  return at(name);
};
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'slotline-sentiment-'));
  write('recipe.json', recipe);
  write('train.jsonl', lines('lovely and quiet', 'awful and loud'));
  write('dev.jsonl', lines('lovely', 'awful'));
  write('test.jsonl', lines('lovely', 'awful'));
  const { exitCode, errors } = await train('recipe.json', 'rooms');
  expect([exitCode, errors.includes('best dev accuracy')]).toEqual([undefined, true]);
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const train = (name: string, out: string, ...more: string[]) =>
  runCommand(trainCommand(), at(name), '--data', folder, '--out', at(out), '--workers', '1', ...more);

describe('slotline train with the recipe of a sentiment model', () => {
  it('writes a report with learning curves and reliability on both parts', () => {
    const report = readFileSync(at('rooms', 'report.html'), 'utf8');
    expect(report).toMatch(/Accuracy on dev; best 100\.00 % after epoch \d/);
    for (const part of ['test', 'dev'])
      expect(report).toContain(`Reliability on ${part}: expected calibration`);
  });

  it('makes a package that loads, with a card, measured and calibrated', async () => {
    const model = await loadSentiment(at('rooms'));
    const { manifest } = model;
    expect(manifest.metrics.test).toMatchObject({ dataSet: expect.any(String), accuracy: 1, texts: 12 });
    expect(manifest.calibration.temperature).toBeGreaterThan(0);
    expect((await model.classify(['the bed was lovely and quiet']))[0]!.label).toBe('positive');
    await model.close();
    const card = readFileSync(at('rooms', 'README.md'), 'utf8');
    expect(card).toContain('# rooms 1.0.0');
    expect(card).toContain('Accuracy **100.00 %** of 12 texts');
    expect(JSON.parse(readFileSync(at('rooms', 'golden.json'), 'utf8'))).toHaveLength(4);
  });

  it('repeats itself: the same seed makes the same files', async () => {
    await train('recipe.json', 'again');
    for (const file of ['model.onnx', 'tokens.onnx', 'golden.json', 'manifest.json']) {
      expect(readFileSync(at('again', file)).equals(readFileSync(at('rooms', file))), file).toBe(true);
    }
  });

  it('trains a judge of n-grams beside the network, which the package serves', async () => {
    const ngrams = { words: [1, 2], characters: [3], buckets: 512, epochs: 5 };
    write('ngrams.json', { ...recipe, training: { ...recipe.training, epochs: 2 }, ngrams });
    expect((await train('ngrams.json', 'ngrams')).exitCode).toBeUndefined();
    const model = await loadSentiment(at('ngrams'));
    expect(model.manifest.ngrams).toEqual({ words: [1, 2], characters: [3], buckets: 512 });
    expect(model.manifest.training.recipe).toMatchObject({ ngrams });
    expect(model.manifest.metrics.dev).toMatchObject({ accuracy: 1 });
    const plain = JSON.parse(readFileSync(at('rooms', 'manifest.json'), 'utf8'));
    expect(model.manifest.architecture.parameters).toBe(plain.architecture.parameters + 513);
    await model.close();
  });

  it('does not replace a model for another task', async () => {
    write('other/manifest.json', { task: 'tag', name: 'other' });
    const { errors, exitCode } = await train('recipe.json', 'other');
    expect(errors).toContain('holds a model for tag, not for sentiment: give --out another name');
    expect(exitCode).toBe(1);
  });

  it('makes a package that loads even where the model calls everything neutral', async () => {
    write('neutral.json', { ...recipe, name: 'undecided', neutral: 1, training: { epochs: 1 } });
    const { exitCode } = await train('neutral.json', 'undecided');
    expect(exitCode).toBeUndefined();
    const model = await loadSentiment(at('undecided'));
    expect((await model.classify(['the bed was lovely']))[0]!.label).toBe('neutral');
    await model.close();
    expect(JSON.parse(readFileSync(at('undecided', 'golden.json'), 'utf8')).length).toBeGreaterThan(0);
  });

  it.each([
    ['an unknown task', { ...recipe, task: 'sing' }, [], 'task: is none of tag, sentiment'],
    ['a teacher', recipe, ['--teacher', 'x'], 'leave --teacher out'],
    ['vectors that it has no use for', recipe, ['--vectors', 'x'], 'no vector encoder'],
    [
      'labels that it does not know',
      { ...recipe, data: { labels: { good: 'positive' } } },
      [],
      "train.jsonl:1: label: 'positive' is not a known label. Use one of good",
    ],
    [
      'one class alone',
      { ...recipe, data: { labels: { positive: 'positive', negative: null } } },
      [],
      'has no negative text to learn from',
    ],
    ['a bad field', { ...recipe, network: { hidden: 0 } }, [], 'network.hidden'],
  ])('refuses %s', async (_, wrong, more, message) => {
    write('wrong.json', wrong);
    const { errors, exitCode } = await train('wrong.json', 'none', ...more);
    expect(errors).toContain(message);
    expect(exitCode).toBeGreaterThan(0);
  });
});

describe('slotline evaluate with a sentiment model', () => {
  const evaluate = (...args: string[]) => runCommand(evaluateCommand(), at('rooms'), ...args);

  it('measures the test part, another part, or a file', async () => {
    const { output } = await evaluate('--data', folder);
    expect(output).toMatch(/rooms 1\.0\.0 on 12 texts[\s\S]*accuracy +100\.00 %/);
    const dev = JSON.parse((await evaluate('--data', folder, '--split', 'dev', '--json')).output);
    expect(dev).toMatchObject({ accuracy: 1, texts: 12, byClass: { positive: { gold: 6 } } });
    const file = JSON.parse((await evaluate('--data', at('train.jsonl'), '--json')).output);
    expect(file.texts).toBe(12);
  });

  it('writes a page, and the reliability plot as a file of its own', async () => {
    const paths = ['--report', at('pages', 'dev.html'), '--figures', at('figures')];
    const { output } = await evaluate('--data', folder, '--split', 'dev', ...paths);
    expect(output).toContain('on 12 texts');
    const page = readFileSync(at('pages', 'dev.html'), 'utf8');
    expect(page).toMatch(/<h1>rooms 1\.0\.0<\/h1>[\s\S]*<h2 id="scores-dev">Scores on dev/);
    expect(readdirSync(at('figures'))).toEqual(['reliability-dev.svg']);
    const picture = readFileSync(at('figures', 'reliability-dev.svg'), 'utf8');
    expect(picture).toMatch(/^<svg [^>]*role="img" aria-label="[^"]*before the temperature/);
    expect(picture).not.toContain('var(');
  });

  it('measures on other data too, whatever its own files and labels are called', async () => {
    const labels = { 1: 'positive', 0: 'negative' };
    write('planned.json', {
      ...recipe,
      name: 'planned',
      data: { labels, train: ['own.tsv'], split: { dev: 0.5 } },
    });
    write(
      'own.tsv',
      Array.from({ length: 40 }, (_, n) => `room ${n} was ${n % 2 ? 'lovely' : 'awful'}\t${n % 2}`).join(
        '\n',
      ),
    );
    expect((await train('planned.json', 'planned')).exitCode).toBeUndefined();
    const other = mkdtempSync(at('other-'));
    writeFileSync(join(other, 'train.jsonl'), lines('fine', 'bad'));
    writeFileSync(join(other, 'test.jsonl'), lines('lovely', 'awful'));
    const measured = await runCommand(evaluateCommand(), at('planned'), '--data', other, '--json');
    expect(JSON.parse(measured.output).texts).toBe(12);
  });

  it('refuses a part that is not there', async () => {
    const { errors, exitCode } = await evaluate('--data', folder, '--split', 'train');
    expect(errors).toContain('has no part train to measure on');
    expect(exitCode).toBe(2);
  });
});

describe('slotline sentiment', () => {
  const ask = (...args: string[]) => runCommand(sentimentCommand(), ...args);

  it('tells what a text is, for people and as JSON', async () => {
    const { output } = await ask('--model', at('rooms'), 'the', 'bed', 'was', 'awful');
    expect(output).toMatch(/^negative {2}[\d.]+ % positive {2}the bed was awful\n$/);
    const json = JSON.parse((await ask('--model', at('rooms'), '--json', 'lovely and quiet')).output);
    expect(json).toMatchObject({ text: 'lovely and quiet', label: 'positive' });
    expect(json.scores.positive + json.scores.negative).toBeCloseTo(1);
  });

  it('refuses a model that is not there', async () => {
    const { errors, exitCode } = await ask('--model', at('nothing'), 'x');
    expect(errors).toContain('neither a model package nor');
    expect(exitCode).toBe(1);
  });
});
