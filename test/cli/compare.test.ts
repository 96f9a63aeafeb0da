import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Results, resultsSchema } from '../../src/compare/results.ts';
import { loadTagger } from '../../src/tasks/tag/load.ts';
import { comparison, useComparisonFolder } from './tiny-comparison.ts';

const main = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));

/** Its first network alone, which is trained just as beside the other. */
const onlyLstm = { networks: comparison.networks.slice(0, 1), orders: [] };

const { path, write } = useComparisonFolder();
beforeAll(() => write('one.json', { ...comparison, ...onlyLstm, seeds: [1] }));

function start(file: string, out: string, more: readonly string[] = [], env: NodeJS.ProcessEnv = {}) {
  const args = ['compare', path(file), '--data', path('data'), '--out', path(out), ...more];
  const child: ChildProcess = spawn(process.execPath, [main, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  const printed = { output: '', errors: '' };
  child.stdout!.setEncoding('utf8').on('data', (text: string) => {
    printed.output += text;
  });
  child.stderr!.setEncoding('utf8').on('data', (text: string) => {
    printed.errors += text;
  });
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, ...printed }));
  return { child, ended, printed };
}

const compare = (...args: Parameters<typeof start>) => start(...args).ended;
const resultsOf = (out: string): Results =>
  resultsSchema.parse(JSON.parse(readFileSync(path(out, 'results.json'), 'utf8')));
const weightsOf = (out: string, run: string): string =>
  readFileSync(path(out, 'runs', run, 'model.onnx')).toString('base64');
const allRuns = ['lstm-s1', 'elman-forward-s1', 'lstm-s2', 'elman-forward-s2'];

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((done) => setTimeout(done, 5));
}

describe('slotline compare', () => {
  it('trains all networks with all seeds, and writes one table', async () => {
    const { code, output, errors } = await compare('tiny.json', 'whole');
    expect(code).toBe(0);
    expect(errors).toContain('2 networks, 2 seeds: 4 runs\n');
    expect(errors).toMatch(/\[4\/4\] .+, seed 2: dev F1 [\d.]+ %, test F1 [\d.]+ %, \d+ epochs, /);
    expect(output).toMatch(/^LSTM +\d/m);
    const { networks, orders, ran } = resultsOf('whole');
    expect(networks.map(({ name, runs }) => [name, runs.map(({ state }) => state)])).toEqual([
      ['LSTM', ['trained', 'trained']],
      ['Elman, forward', ['trained', 'trained']],
    ]);
    expect(ran).toMatchObject({
      data: { name: 'data', sentences: { train: 20, dev: 5, test: 5 }, unseen: 3, devCutFromTrain: false },
      seeds: [1, 2],
      latency: { baseline: 'LSTM' },
    });
    expect(ran.command).toContain('compare');
    const [lstm, elman] = networks as [Results['networks'][0], Results['networks'][0]];
    expect(lstm.latency!.ratio).toBe(1);
    expect(elman.latency!.milliseconds).toBeGreaterThan(0);
    expect(lstm.parameters.network).toBeLessThanOrEqual(300);
    expect(lstm.gradientNorms.length).toBeGreaterThan(3);
    const difference = lstm.f1.test!.mean - elman.f1.test!.mean;
    const spread = lstm.f1.test!.deviation! + elman.f1.test!.deviation!;
    const apart = difference > 0 ? 'holds' : 'does not hold, as found';
    const verdict = Math.abs(difference) <= spread ? 'too close to tell' : apart;
    expect(orders).toMatchObject([{ difference, verdict }]);
    for (const name of ['results.md', 'results.html']) {
      expect(readFileSync(path('whole', name), 'utf8')).toContain('Elman, forward');
    }
  });

  it('leaves a package of each run, which is what its result tells', async () => {
    const { runs } = resultsOf('whole').networks[1]!;
    const tagger = await loadTagger(path('whole', runs[1]!.folder));
    const { metrics, training, architecture } = tagger.manifest;
    expect(metrics.test!.f1).toBe(runs[1]!.result!.test!.f1);
    expect(training.seed).toBe(2);
    expect(architecture).toMatchObject({ direction: 'forward', cell: { name: 'elman' } });
    await tagger.close();
    expect(readdirSync(path('whole', 'runs')).sort()).toEqual([...allRuns].sort());
  });

  it('stops on Ctrl-C, and resumes to the very same networks', async () => {
    const { child, ended } = start('tiny.json', 'stopped', ['--jobs', '1']);
    await until(() => existsSync(path('stopped', 'runs', 'elman-forward-s1.checkpoint')));
    child.kill('SIGINT');
    const { code, errors } = await ended;
    expect(code).toBe(130);
    expect(errors).toContain('seed 1: stopped');
    expect(errors).toContain('--resume');
    expect(existsSync(path('stopped', 'results.json'))).toBe(false);
    expect(existsSync(path('stopped', 'runs', 'lstm-s2'))).toBe(false);
    const refused = await compare('tiny.json', 'stopped');
    expect(refused.code).toBe(1);
    expect(refused.errors).toMatch(/elman-forward-s1\.checkpoint are? .*--resume.*--restart/);
    const resumed = await compare('tiny.json', 'stopped', ['--resume']);
    expect(resumed.code).toBe(0);
    expect(resumed.errors).toContain('1 of them finished before');
    for (const run of allRuns) expect(weightsOf('stopped', run)).toBe(weightsOf('whole', run));
    const norms = (out: string) => resultsOf(out).networks.map(({ gradientNorms }) => gradientNorms);
    expect(norms('stopped')).toEqual(norms('whole'));
    expect(weightsOf('stopped', 'lstm-s1')).not.toBe(weightsOf('stopped', 'lstm-s2'));
  });

  it('lets go of its runs when it is killed, with checkpoints to go on from', async () => {
    const { child, ended } = start('one.json', 'killed');
    const checkpoint = path('killed', 'runs', 'lstm-s1.checkpoint');
    await until(() => existsSync(checkpoint));
    child.kill('SIGKILL');
    // Its pipes close when the last of the processes has ended.
    expect((await ended).code).toBeNull();
    expect(existsSync(checkpoint)).toBe(true);
    expect((await compare('one.json', 'killed', ['--resume'])).code).toBe(0);
    expect(weightsOf('killed', 'lstm-s1')).toBe(weightsOf('whole', 'lstm-s1'));
  });

  it('leaves a folder to the process that is at work in it, and what a killed one left to the next', async () => {
    const endless = structuredClone(comparison);
    Object.assign(endless.recipe.training, { epochs: 10_000, patience: 10_000 });
    write('endless.json', { ...endless, ...onlyLstm, seeds: [1] });
    const { child, ended } = start('endless.json', 'shared');
    await until(() => existsSync(path('shared', 'runs', 'lstm-s1.checkpoint')));
    for (const more of ['--resume', '--restart']) {
      const { code, errors } = await compare('one.json', 'shared', [more]);
      expect(code).toBe(1);
      expect(errors).toContain(`Process ${child.pid} is at work in ${path('shared')}: wait for its end, or `);
    }
    child.kill('SIGKILL');
    await ended;
    const lock = path('shared', 'runs', 'process.lock');
    expect(readFileSync(lock, 'utf8')).toBe(`${child.pid}\n`);
    expect((await compare('one.json', 'shared', ['--restart'])).code).toBe(0);
    writeFileSync(lock, '');
    expect((await compare('one.json', 'shared')).code).toBe(0);
    expect(readdirSync(path('shared', 'runs'))).toEqual(['lstm-s1']);
  });

  it('starts a run anew whose checkpoint is of another recipe, and says so', async () => {
    const { child, ended } = start('one.json', 'other');
    await until(() => existsSync(path('other', 'runs', 'lstm-s1.checkpoint')));
    child.kill('SIGTERM');
    expect((await ended).code).toBe(143);
    const changed = structuredClone(comparison);
    changed.recipe.training.epochs = 2;
    write('shorter.json', { ...changed, ...onlyLstm, seeds: [1] });
    const { code, errors } = await compare('shorter.json', 'other', ['--resume']);
    expect(errors).toMatch(
      /warning: .*lstm-s1\.checkpoint is of another recipe or other data: this run starts anew/,
    );
    expect(code).toBe(0);
    expect(resultsOf('other').networks[0]!.runs[0]!.result!.epochs).toHaveLength(2);
  });

  it('does all runs anew with --restart', async () => {
    writeFileSync(path('other', 'runs', 'lstm-s1.checkpoint'), 'rubbish');
    const { code, errors } = await compare('shorter.json', 'other', ['--restart']);
    expect(errors).not.toContain('finished before');
    expect(code).toBe(0);
  });

  it('takes a training that diverges for a result', async () => {
    const wild = { optimizer: { name: 'sgd', learningRate: 10 }, clipping: { norm: null } };
    const changes = { network: { cell: 'irnn' }, training: wild };
    const networks = [{ name: 'LSTM' }, { name: 'IRNN, too fast', changes }];
    write('wild.json', { ...comparison, networks, orders: [], seeds: [1] });
    const { code, errors } = await compare('wild.json', 'wild');
    expect(code).toBe(0);
    expect(errors).toMatch(/IRNN, too fast, seed 1: diverged in epoch \d/);
    const { runs } = resultsOf('wild').networks[1]!;
    expect(runs[0]).toMatchObject({ state: 'diverged', result: { ended: 'diverged' } });
    expect(readFileSync(path('wild', 'results.md'), 'utf8')).toContain('| diverged at epoch');
    expect((await compare('wild.json', 'wild')).errors).toContain('2 of them finished before');
  });

  it('goes on without a run that crashes, says so at the end, and tries it again', async () => {
    const crash = `const { once } = process;
      process.once = (event, use) => once.call(process, event, event !== 'message' ? use : (job) => {
        if (job.recipe.training.seed === 2) process.abort();
        use(job);
      });`;
    writeFileSync(path('crash.mjs'), crash);
    write('seeds.json', { ...comparison, ...onlyLstm });
    const options = `--import ${pathToFileURL(path('crash.mjs'))}`;
    const { code, errors } = await compare('seeds.json', 'crashed', [], { NODE_OPTIONS: options });
    expect(code).toBe(1);
    expect(errors).toMatch(/LSTM, seed 2: failed: its process ended with SIGABRT/);
    expect(errors).toMatch(
      /error: lstm-s2 failed: its process ended with SIGABRT.* The same command tries again\./,
    );
    const { runs, f1 } = resultsOf('crashed').networks[0]!;
    expect(runs.map(({ state }) => state)).toEqual(['trained', 'failed']);
    expect(f1.test!.values).toEqual([runs[0]!.result!.test!.f1, null]);
    const again = await compare('seeds.json', 'crashed');
    expect(again.code).toBe(0);
    expect(again.errors).toContain('1 of them finished before');
    expect(weightsOf('crashed', 'lstm-s2')).toBe(weightsOf('whole', 'lstm-s2'));
  });

  it('trains nothing again that is done, and only what has changed', async () => {
    const written = () => allRuns.map((run) => statSync(path('whole', 'runs', run, 'result.json')).mtimeMs);
    const before = written();
    const again = await compare('tiny.json', 'whole');
    expect(again.code).toBe(0);
    expect(again.errors).toContain('4 runs, 4 of them finished before\n');
    expect(written()).toEqual(before);
    const changed = structuredClone(comparison);
    Object.assign(changed.networks[1]!.changes!, { encoders: { shape: { dimension: 3 } } });
    write('changed.json', { ...changed, seeds: [2, 3] });
    const { code, errors } = await compare('changed.json', 'whole');
    expect(code).toBe(0);
    expect(errors).toContain('4 runs, 1 of them finished before\n');
    const [first, second, third, fourth] = written();
    expect([first, second, third]).toEqual(before.slice(0, 3));
    expect(fourth).toBeGreaterThan(before[3]!);
    expect(resultsOf('whole').networks[0]!.runs.map(({ seed }) => seed)).toEqual([2, 3]);
  });
});
