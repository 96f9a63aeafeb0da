import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadTagger } from '../../src/tasks/tag/load.ts';

const main = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
const sample = fileURLToPath(new URL('../../data/sample', import.meta.url));

const recipe = {
  name: 'tiny',
  encoders: { word: { dimension: 8 }, shape: { dimension: 3 } },
  network: { hidden: 8, requested: { dimension: 4 } },
  training: { epochs: 6, batch: 32, optimizer: { name: 'adam', learningRate: 0.02 } },
};

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'slotline-train-'));
  writeFileSync(join(folder, 'recipe.json'), JSON.stringify(recipe));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function start(...args: string[]): ChildProcess & { output: () => string } {
  const child = spawn(process.execPath, [main, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream!.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  return Object.assign(child, { output: () => output });
}

async function run(...args: string[]): Promise<{ code: number | null; output: string }> {
  const child = start(...args);
  const [code] = await once(child, 'close');
  return { code, output: child.output() };
}

function train(out: string, ...more: string[]): string[] {
  return ['train', join(folder, 'recipe.json'), '--data', sample, '--out', join(folder, out), ...more];
}

describe('slotline train', () => {
  it('makes a package that loads, with a card and a report, and measures itself', async () => {
    const { code, output } = await run(...train('whole', '--workers', '2'));
    expect(output).toMatch(/dev F1 [\d.]+ %, test F1 [\d.]+ %/);
    expect(code).toBe(0);
    const tagger = await loadTagger(join(folder, 'whole'));
    expect(tagger.manifest.metrics.test).toMatchObject({ sentences: 100 });
    await tagger.close();
    expect(readFileSync(join(folder, 'whole', 'README.md'), 'utf8')).toContain('tiny');
    expect(readFileSync(join(folder, 'whole', 'report.html'), 'utf8')).toContain('<svg');
    expect(existsSync(join(folder, 'whole.checkpoint'))).toBe(false);
  });

  it('exits with 143 when it is terminated, with a checkpoint', async () => {
    const child = start(...train('ended', '--workers', '1'));
    while (!/dev F1/.test(child.output())) await new Promise((done) => setTimeout(done, 5));
    child.kill('SIGTERM');
    const [code] = await once(child, 'close');
    expect(code).toBe(143);
    expect(existsSync(join(folder, 'ended.checkpoint'))).toBe(true);
  });

  it('saves a checkpoint on Ctrl-C and resumes to the same package as an uninterrupted run', async () => {
    const child = start(...train('stopped', '--workers', '2'));
    // The first epoch's line tells that training is under way.
    while (!/dev/i.test(child.output().split('workers')[1] ?? ''))
      await new Promise((done) => setTimeout(done, 5));
    child.kill('SIGINT');
    const [code] = await once(child, 'close');
    expect(code).toBe(130);
    expect(existsSync(join(folder, 'stopped', 'manifest.json'))).toBe(false);
    expect((await run(...train('stopped', '--workers', '2'))).output).toContain('--resume');
    expect((await run(...train('stopped', '--workers', '1', '--resume'))).output).toContain('--workers');
    expect((await run(...train('stopped', '--workers', '2', '--resume'))).code).toBe(0);
    const model = (name: string) => readFileSync(join(folder, name, 'model.onnx'));
    expect(model('stopped').equals(model('whole'))).toBe(true);
  });

  it('names what is wrong with a recipe, the data or an option, and exits with 1', async () => {
    writeFileSync(join(folder, 'bad.json'), JSON.stringify({ ...recipe, network: { hiden: 8 } }));
    writeFileSync(
      join(folder, 'bad.jsonl'),
      '{"text": "to Oslo", "slots": [{"slot": "x", "start": 3, "end": 99}]}\n',
    );
    const out = ['--out', join(folder, 'none')];
    const badRecipe = await run('train', join(folder, 'bad.json'), '--data', sample, ...out);
    expect(badRecipe).toMatchObject({ code: 1, output: expect.stringContaining('hiden') });
    const badData = await run(
      'train',
      join(folder, 'recipe.json'),
      '--data',
      join(folder, 'bad.jsonl'),
      ...out,
    );
    expect(badData).toMatchObject({ code: 1, output: expect.stringContaining('bad.jsonl:1') });
    const vectors = { ...recipe, encoders: { vector: { dimension: 5 } } };
    writeFileSync(join(folder, 'vectors.json'), JSON.stringify(vectors));
    const noVectors = await run('train', join(folder, 'vectors.json'), '--data', sample, ...out);
    expect(noVectors).toMatchObject({ code: 1, output: expect.stringContaining('--vectors') });
    expect((await run('train', join(folder, 'none.json'), '--data', sample, ...out)).code).toBe(1);
  });

  it('gives a model another name when told, and warns of two that share one', async () => {
    const named = await run(...train('named', '--workers', '1', '--name', 'other'));
    expect(named.output).not.toContain('warning');
    const tagger = await loadTagger(join(folder, 'named'));
    expect(tagger.manifest.name).toBe('other');
    await tagger.close();
    expect((await run(...train('again', '--workers', '1', '--name', 'other'))).output).toMatch(
      /named.+--name/,
    );
  });

  it('trains with word vectors in the GloVe text format', async () => {
    const withVectors = { ...recipe, encoders: { vector: { dimension: 2 }, word: { dimension: 8 } } };
    writeFileSync(join(folder, 'v.json'), JSON.stringify(withVectors));
    writeFileSync(join(folder, 'glove.txt'), 'to 0.5 -1\nfrom -0.25 1\nboston 0.1 0.2\n');
    const args = ['train', join(folder, 'v.json'), '--data', sample, '--out', join(folder, 'v')];
    const { code } = await run(...args, '--vectors', join(folder, 'glove.txt'), '--workers', '1');
    expect(code).toBe(0);
    const tagger = await loadTagger(join(folder, 'v'));
    expect(tagger.manifest.training.dataSet).toHaveLength(2);
    await tagger.close();
  });
});
