import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { readComparison } from '../../src/compare/comparison.ts';
import { ComparisonError } from '../../src/compare/error.ts';
import { countParameters } from '../../src/compare/hidden.ts';
import { planNetworks, planRuns } from '../../src/compare/plan.ts';
import { prepareTagger } from '../../src/tasks/tag/prepare.ts';

const folder = mkdtempSync(join(tmpdir(), 'slotline-comparison-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const recipe = {
  name: 'base',
  encoders: { word: { dimension: 4 }, shape: { dimension: 2 } },
  network: { hidden: 8, dropout: { input: 0.1 } },
  training: { epochs: 3, seed: 9 },
};
const plain = {
  name: 'tiny',
  recipe,
  seeds: [1, 2],
  networks: [
    { name: 'LSTM' },
    { name: 'Elman, forward', changes: { network: { cell: 'elman', direction: 'forward' } } },
  ],
};

function write(content: unknown): string {
  const file = join(folder, 'comparison.json');
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

const read = (content: unknown) => readComparison(write(content));
const network = (more: object) => ({ ...plain, networks: [{ name: 'LSTM', ...more }] });

describe('readComparison', () => {
  it('makes the changes of each network to the recipe, named after the network', () => {
    const { networks, seeds, orders, notes } = read(plain);
    expect(networks.map(({ slug }) => slug)).toEqual(['lstm', 'elman-forward']);
    expect(networks[1]!.recipe).toMatchObject({
      name: 'elman-forward',
      encoders: { word: { dimension: 4, otherRate: 0 } },
      network: {
        cell: { name: 'elman' },
        direction: 'forward',
        hidden: 8,
        dropout: { input: 0.1, output: 0.3 },
      },
      training: { epochs: 3, batch: 32 },
    });
    expect(networks[0]!.recipe.network).toMatchObject({ cell: { name: 'lstm' }, direction: 'bidirectional' });
    expect([seeds, orders, notes]).toEqual([[1, 2], [], []]);
  });

  it('takes a target from the comparison, the network, or from neither', () => {
    const { networks } = read({
      ...plain,
      parameters: 500,
      networks: [
        { name: 'a' },
        { name: 'b', parameters: 700 },
        { name: 'c', parameters: null, changes: { network: { hidden: 3 } } },
      ],
    });
    expect(networks.map(({ target }) => target)).toEqual([500, 700, undefined]);
    expect(networks[2]!.recipe.network.hidden).toBe(3);
  });

  it.each<[string, unknown, RegExp]>([
    ['no JSON', '{', /comparison\.json: .*JSON/],
    ['an unknown field', { ...plain, sedes: [1] }, /sedes: is no field here/],
    ['a recipe that is missing', { ...plain, recipe: undefined }, /recipe: is missing/],
    ['no networks', { ...plain, networks: [] }, /networks: needs at least one network/],
    ['no seeds', { ...plain, seeds: [] }, /seeds: needs at least one seed/],
    ['a seed twice', { ...plain, seeds: [1, 2, 1] }, /seeds: names a seed twice/],
    ['a seed that is none', { ...plain, seeds: [-1] }, /seeds\.0: /],
    ['a target that is none', { ...plain, parameters: 0 }, /parameters: /],
    ['an empty name', network({ name: ' ' }), /networks\.0\.name: is empty/],
    ['a name without letters for a folder', network({ name: '双向' }), /networks\.0\.name: needs letters/],
    [
      'a name too long for a folder',
      network({ name: 'x'.repeat(61) }),
      /networks\.0\.name: .*no more than 60/,
    ],
    [
      'two names that share a folder',
      { ...plain, networks: [{ name: 'GRU, a' }, { name: 'GRU (a)' }] },
      /networks\.1\.name: "GRU \(a\)" and "GRU, a" would share the folder gru-a/,
    ],
    ['an unknown field of a network', network({ chagnes: {} }), /networks\.0\.chagnes: /],
    ['a published figure without its source', network({ published: { figure: 95 } }), /published\.source: /],
    [
      'a change that no recipe has',
      network({ changes: { network: { cells: 'gru' } } }),
      /networks\.0 \(LSTM\): network\.cells: /,
    ],
    [
      'a cell that there is not',
      network({ changes: { network: { cell: 'grue' } } }),
      /networks\.0 \(LSTM\): network\.cell\.name: is not one of /,
    ],
    [
      'the removal of nothing',
      network({ changes: { encoders: { wrod: null } } }),
      /networks\.0 \(LSTM\): changes\.encoders\.wrod is not there to be removed/,
    ],
    [
      'the removal of all encoders',
      network({ changes: { encoders: { word: null, shape: null } } }),
      /networks\.0 \(LSTM\): encoders: name at least one encoder/,
    ],
    [
      'a seed among the changes',
      network({ changes: { training: { seed: 3 } } }),
      /networks\.0\.changes\.training\.seed: cannot be changed: the seeds of all/,
    ],
    ['a name among the changes', network({ changes: { name: 'x' } }), /networks\.0\.changes\.name: /],
    [
      'a hidden size beside a target',
      { ...network({ changes: { network: { hidden: 3 } } }), parameters: 500 },
      /networks\.0\.changes\.network\.hidden: is chosen by the target of 500 parameters: .*null/,
    ],
    [
      'a teacher',
      network({ changes: { distillation: { weight: 0.5 } } }),
      /networks\.0 \(LSTM\): distillation: .*without a teacher/,
    ],
    [
      'a baseline that there is not',
      { ...plain, baseline: 'GRU' },
      /baseline: "GRU" is the name of no network .*, which has "LSTM", "Elman, forward"$/,
    ],
    [
      'an order with an unknown name',
      { ...plain, orders: [{ below: ['LSTM', 'GRU'], source: 'x' }] },
      /orders\.0\.below\.1: "GRU" is the name of no network/,
    ],
    [
      'an order of one network',
      { ...plain, orders: [{ below: ['LSTM', 'LSTM'], source: 'x' }] },
      /orders\.0\.below: compares a network with itself/,
    ],
    ['an order without a source', { ...plain, orders: [{ below: ['LSTM', 'Elman, forward'] }] }, /source: /],
  ])('refuses %s, with the file and the field', (_, content, message) => {
    const file = write(content);
    expect(() => readComparison(file)).toThrow(ComparisonError);
    expect(() => readComparison(file)).toThrow(message);
    expect(() => readComparison(file)).toThrow(file);
  });

  it('refuses a file that is not there', () => {
    expect(() => readComparison(join(folder, 'none.json'))).toThrow(/none\.json/);
  });
});

const train = [{ text: 'to Oslo', slots: [{ slot: 'destination', start: 3, end: 7 }] }];
const splits = { train, dev: train, devCutFromTrain: false, files: [], sha256: '' };

describe('a plan', () => {
  it('names the network whose target is too small for a single unit', () => {
    const comparison = read({ ...plain, networks: [{ name: 'Elman', parameters: 5 }] });
    expect(() => planNetworks(comparison, splits, () => undefined)).toThrow(
      /comparison\.json: networks\.0: Elman has \d\d parameters with a single unit: raise its target of 5/,
    );
  });

  it('refuses a target for which a cell would have fewer units than it needs', () => {
    const changes = { network: { cell: 'scrn' } };
    const scrn = (parameters: number) =>
      read({ ...plain, networks: [{ name: 'SCRN', parameters, changes }] });
    const plan = (parameters: number) => planNetworks(scrn(parameters), splits, () => undefined);
    const countAt = (hidden: number) =>
      countParameters({
        ...prepareTagger(scrn(999).networks[0]!.recipe, splits, undefined).architecture,
        hidden,
      }).network;
    expect(() => plan(countAt(2) - 1)).toThrow(
      /networks\.0: hidden is 1 by the target of \d+, and must be at least 2 for the cell scrn/,
    );
    expect(plan(countAt(2))[0]!.recipe.network.hidden).toBe(2);
  });

  it('has each network once a seed, and tells runs apart by recipe, seed and data', () => {
    const networks = planNetworks(read({ ...plain, parameters: 400 }), splits, () => undefined);
    expect(networks.every(({ parameters }) => parameters.network <= 400)).toBe(true);
    const runs = planRuns(networks, [1, 2], () => 'data');
    expect(runs.map(({ name }) => name)).toEqual([
      'lstm-s1',
      'elman-forward-s1',
      'lstm-s2',
      'elman-forward-s2',
    ]);
    expect(runs.map(({ recipe }) => recipe.training.seed)).toEqual([1, 1, 2, 2]);
    const others = planRuns(networks, [1, 2], () => 'other data');
    const fingerprints = [...runs, ...others].map(({ fingerprint }) => fingerprint);
    expect(new Set(fingerprints).size).toBe(8);
    expect(planRuns(networks, [2], () => 'data')[0]!.fingerprint).toBe(runs[2]!.fingerprint);
  });
});

describe('the comparisons that ship', () => {
  const shipped = fileURLToPath(new URL('../../recipes/compare', import.meta.url));

  it.each(readdirSync(shipped))('%s can be read', (name) => {
    expect(readComparison(join(shipped, name)).networks.length).toBeGreaterThan(1);
  });
});
