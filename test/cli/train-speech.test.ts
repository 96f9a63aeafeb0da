import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodingCommand } from '../../src/cli/decoding.ts';
import { evaluateCommand } from '../../src/cli/evaluate.ts';
import { languageModelCommand } from '../../src/cli/language-model.ts';
import { trainCommand } from '../../src/cli/train.ts';
import { loadAcoustic } from '../../src/tasks/speech/load.ts';
import { runCommand } from '../helpers/command.ts';
import { writeWav } from '../helpers/wav.ts';
import { sing, tonesRecipe } from '../tasks/speech/tones.ts';

const texts = ['a', 'b', 'c', 'ab', 'aa', 'cab', 'b a', 'abc', 'cc b', 'a c a'];

let folder: string;
const at = (...parts: string[]) => join(folder, ...parts);

/** Recordings of one's own, each by two speakers. */
function writeRecordings() {
  mkdirSync(at('own'));
  const lines = texts.flatMap((text) => {
    const samples = Float32Array.from(sing(text).samples, (sample) => sample / 32_768);
    const file = `${text.replaceAll(' ', '-')}.wav`;
    writeFileSync(at('own', file), writeWav([samples], { sampleRate: 16_000, bits: 16 }));
    return ['ann', 'bob', 'cleo'].map((speaker) =>
      JSON.stringify({ audio: file, text, speaker, id: `${speaker} ${text}` }),
    );
  });
  writeFileSync(at('own', 'all.jsonl'), [...lines, '{"audio": "missing.wav", "text": "a"}'].join('\n'));
}

const trainBy = (recipe: string, out: string, ...more: string[]) =>
  runCommand(trainCommand(), ...[at(recipe), '--data', folder, '--out', at(out), '--workers', '1', ...more]);
const train = (out: string, ...more: string[]) => trainBy('recipe.json', out, ...more);
const read = (...parts: string[]) => readFileSync(at(...parts), 'utf8');

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'slotline-train-speech-'));
  writeRecordings();
  const source = { path: 'own/all.jsonl', dev: { speakers: ['bob'] }, test: { speakers: ['cleo'] } };
  const recipe = { ...tonesRecipe({ epochs: 40 }), data: { sources: [source] } };
  writeFileSync(at('recipe.json'), JSON.stringify(recipe));
  const { exitCode, errors } = await train('tones');
  expect([exitCode, errors]).toEqual([undefined, expect.stringContaining('best dev letters right')]);
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('slotline train with the recipe of a speech model', () => {
  it('makes a package that loads, with a card and a report, measured on speakers that it did not learn from', async () => {
    const { manifest, close } = await loadAcoustic(at('tones'));
    await close();
    expect(manifest.metrics.test).toMatchObject({ dataSet: 'tones test', utterances: 10 });
    expect(manifest.training).toMatchObject({ utterances: 10 });
    expect(read('tones', 'README.md')).toContain('## tones test');
    expect(read('tones', 'report.html')).toContain('Word error rate on test');
  });

  it('goes on from a package, and says so', async () => {
    const { exitCode, errors } = await train('more', '--from', at('tones'), '--name', 'more');
    expect([exitCode, errors]).toEqual([undefined, expect.stringContaining('best dev letters right')]);
    const losses = errors.matchAll(/loss ([\d.]+)/g);
    expect(Number([...losses][0]![1])).toBeLessThan(1);
    expect(JSON.parse(read('more', 'manifest.json')).training.from).toMatchObject({ name: 'tones' });
    expect(read('more', 'README.md')).toContain('It started from the weights of tones 1.0.0.');
  }, 120_000);

  it('needs no more than a file of recordings, and a package to start from', async () => {
    const recipe = { task: 'speech', name: 'mine', training: { epochs: 1, batch: 4 } };
    writeFileSync(at('mine.json'), JSON.stringify(recipe));
    const options = ['--from', at('tones'), '--workers', '1'];
    const mine = (data: string, out: string) =>
      runCommand(trainCommand(), at('mine.json'), '--data', at(data), '--out', at(out), ...options);
    const { exitCode, errors } = await mine('own/all.jsonl', 'mine');
    expect([exitCode, errors]).toEqual([undefined, expect.stringContaining('best dev letters right')]);
    expect(errors).toMatch(/warning: left out: .*all\.jsonl:31: audio: /u);
    const { training, features } = JSON.parse(read('mine', 'manifest.json'));
    const start = JSON.parse(read('tones', 'manifest.json'));
    expect(training.recipe.data.sources).toMatchObject([{ path: 'all.jsonl', dev: { share: 0.1 } }]);
    expect([training.recipe.network, features]).toEqual([start.training.recipe.network, start.features]);
    mkdirSync(at('parts'));
    for (const part of ['train', 'dev', 'test']) {
      const lines = read('own', 'all.jsonl').replaceAll('"audio":"', '"audio":"../own/');
      writeFileSync(at('parts', `${part}.jsonl`), lines);
    }
    expect((await mine('parts', 'mine')).exitCode).toBeUndefined();
    const parts = JSON.parse(read('mine', 'manifest.json'));
    expect(parts.metrics).toMatchObject({ dev: { utterances: 30 }, test: { utterances: 30 } });
    expect((await mine('none', 'mine')).errors).toContain('has no train.jsonl');
    expect((await mine('own/all.jsonl', 'tones')).errors).toContain('holds the model tones, not mine');
  }, 120_000);

  it('starts a wider network from a narrower one, as good as that at once', async () => {
    const recipe = JSON.parse(read('recipe.json'));
    const { hidden } = JSON.parse(read('tones', 'manifest.json')).training.recipe.network;
    const gentle = { ...recipe.training, epochs: 1, optimizer: { name: 'adam', learningRate: 1e-5 } };
    const wide = { ...recipe, network: { ...recipe.network, hidden: hidden + 5 }, training: gentle };
    writeFileSync(at('wide.json'), JSON.stringify(wide));
    const { exitCode } = await trainBy('wide.json', 'wide', '--from', at('tones'));
    expect(exitCode).toBeUndefined();
    const [before, after] = ['tones', 'wide'].map((name) => JSON.parse(read(name, 'manifest.json')));
    expect(after.architecture.hidden).toBe(hidden + 5);
    expect(after.training.from).toMatchObject({ name: 'tones' });
    expect(after.metrics.dev.letterErrorRate).toBeCloseTo(before.metrics.dev.letterErrorRate, 1);
    writeFileSync(
      at('slim.json'),
      JSON.stringify({ ...wide, network: { ...wide.network, hidden: hidden - 1 } }),
    );
    const slim = await trainBy('slim.json', 'slim', '--from', at('tones'));
    expect(slim.errors).toContain('does not fit the network of the recipe');
  }, 120_000);

  it('says what is wrong with a start that does not fit', async () => {
    const other = { ...JSON.parse(read('recipe.json')), alphabet: 'abcd ' };
    writeFileSync(at('other.json'), JSON.stringify(other));
    const { exitCode, errors } = await trainBy('other.json', 'other', '--from', at('tones'));
    expect(exitCode).not.toBe(undefined);
    expect(errors).toContain('alphabet');
    expect(existsSync(at('other'))).toBe(false);
  });
});

describe('slotline evaluate with a speech model', () => {
  it('tells how the part that was set apart is heard, and all of other recordings', async () => {
    const { output } = await runCommand(evaluateCommand(), at('tones'), '--data', folder, '--json');
    expect(JSON.parse(output)).toMatchObject({ utterances: 10, words: { reference: 14 } });
    const all = await runCommand(evaluateCommand(), at('tones'), '--data', at('own', 'all.jsonl'));
    expect(all.output).toContain('tones 1.0.0 on 30 utterances');
    expect(all.output).toMatch(/\bcleo\b/);
  });

  it('searches among the words of a lexicon', async () => {
    const words = [...new Set(texts.flatMap((text) => text.split(' ')))];
    writeFileSync(at('words.txt'), `${words.slice(1).join('\n')}\n`);
    const measure = (lexicon: string) =>
      runCommand(evaluateCommand(), at('tones'), '--data', folder, '--json', '--lexicon', lexicon);
    const { searched, wordErrorRate } = JSON.parse((await measure(at('words.txt'))).output);
    // Without one of the words every text that has it is wrong.
    expect(searched.wordErrorRate).toBeGreaterThan(0);
    expect(searched.utterances).toBe(10);
    expect(wordErrorRate).toBeGreaterThanOrEqual(0);
    writeFileSync(at('nothing.txt'), '\n');
    expect((await measure(at('nothing.txt'))).errors).toContain('holds no word');
  });

  it('writes a page', async () => {
    await runCommand(evaluateCommand(), at('tones'), '--data', folder, '--report', at('page.html'));
    expect(read('page.html')).toContain('Scores on test');
  });
});

describe('slotline decoding', () => {
  it('refuses a file that is no language model, and leaves the package as it is', async () => {
    writeFileSync(at('no.arpa'), 'hello\n');
    const before = read('tones', 'manifest.json');
    const { exitCode, errors } = await runCommand(
      decodingCommand(),
      ...[at('tones'), '--data', folder, '--language-model', at('no.arpa')],
    );
    expect([exitCode, errors]).toEqual([1, expect.stringContaining('no.arpa: ')]);
    expect(read('tones', 'manifest.json')).toBe(before);
  });

  it('puts a language model into a package, with weights by dev, and keeps all else', async () => {
    writeFileSync(at('texts.txt'), `${texts.join('\n')}\n`);
    await runCommand(languageModelCommand(), at('texts.txt'), '--out', at('lm.arpa'), '--order', '2');
    const before = JSON.parse(read('tones', 'manifest.json'));
    const { exitCode, output, errors } = await runCommand(
      decodingCommand(),
      ...[at('tones'), '--data', folder, '--language-model', at('lm.arpa'), '--beam-width', '8'],
    );
    expect([exitCode, errors]).toEqual([
      undefined,
      expect.stringContaining('alpha 0.2, beta 0, unknown words -20: word error rate'),
    ]);
    expect(output).toMatch(/alpha [\d.]+, beta [\d.]+, unknown words -\d+: dev word error rate/);
    const after = JSON.parse(read('tones', 'manifest.json'));
    expect(after.decoding).toMatchObject({
      beamWidth: 8,
      unknownScore: expect.any(Number),
      languageModel: { file: 'language-model.arpa.gz' },
    });
    expect(after.metrics.test.withLanguageModel).toMatchObject({ utterances: 10 });
    expect(after.files['model.onnx']).toEqual(before.files['model.onnx']);
    expect(after.weights).toEqual(before.weights);
    expect(read('tones', 'README.md')).toContain('With its language model: word error rate');
    expect(existsSync(at('tones', 'report.html'))).toBe(true);
    const { output: scores } = await runCommand(evaluateCommand(), at('tones'), '--data', folder, '--json');
    expect(JSON.parse(scores).searched.utterances).toBe(10);
  }, 120_000);
});
