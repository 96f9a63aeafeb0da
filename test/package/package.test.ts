import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PackageError } from '../../src/package/error.ts';
import { packageFiles } from '../../src/package/files.ts';
import { loadPackage } from '../../src/package/load.ts';
import { loadPackages } from '../../src/package/load-all.ts';
import type { Manifest } from '../../src/package/manifest.ts';
import { savePackage } from '../../src/package/save.ts';
import { sha256Of } from '../../src/sha256.ts';
import { loadTagger } from '../../src/tasks/tag/load.ts';
import { saveTagger } from '../../src/tasks/tag/save.ts';
import { temporaryFolder, tinyParts, writeTinyPackage } from '../helpers/tiny-package.ts';

let root: string;
let remove: () => Promise<void>;

beforeAll(async () => {
  ({ folder: root, remove } = await temporaryFolder());
});

afterAll(() => remove());

type Editable = { -readonly [K in keyof Manifest]: Manifest[K] } & Record<string, unknown>;

/** Writes a fresh package, lets `edit` damage it, and gives the error with which it is refused. */
async function refusal(edit: (folder: string, manifest: Editable) => unknown): Promise<PackageError> {
  const folder = await writeTinyPackage(root, { requested: true });
  const path = join(folder, packageFiles.manifest);
  const manifest = JSON.parse(await readFile(path, 'utf8')) as Editable;
  await edit(folder, manifest);
  await writeFile(path, JSON.stringify(manifest));
  const error = await loadTagger(folder).then(
    () => undefined,
    (thrown) => thrown,
  );
  expect(error).toBeInstanceOf(PackageError);
  expect(error.message).toContain(folder);
  return error;
}

/** Replaces a file and its checksum, so that only its contents are wrong. */
async function replace(folder: string, manifest: Editable, file: string, data: string | Uint8Array) {
  await writeFile(join(folder, file), data);
  const bytes = Buffer.from(data);
  manifest.files[file] = { sha256: sha256Of(bytes), bytes: bytes.length };
}

async function editJson<T>(folder: string, manifest: Editable, file: string, edit: (value: T) => unknown) {
  const value = JSON.parse(await readFile(join(folder, file), 'utf8')) as T;
  await replace(folder, manifest, file, JSON.stringify(edit(value) ?? value));
}

type Golden = { labels: string[]; slots: { confidence: number; end: number }[]; text: string }[];

const damages: [string, string, string | undefined, (folder: string, manifest: Editable) => unknown][] = [
  ['an unknown field', 'manifest.json', 'colour', (_, m) => Object.assign(m, { colour: 1 })],
  ['an unknown format', 'manifest.json', 'formatVersion', (_, m) => Object.assign(m, { formatVersion: 1 })],
  ['a bad version', 'manifest.json', 'version', (_, m) => Object.assign(m, { version: '1.0' })],
  ['another task', 'manifest.json', 'task', (_, m) => Object.assign(m, { task: 'sing' })],
  ['another tokenizer', 'manifest.json', 'tokenizer', (_, m) => Object.assign(m, { tokenizer: 'old' })],
  ['no encoders', 'manifest.json', 'encoders', (_, m) => Object.assign(m, { encoders: {} })],
  ['an unknown requested slot', 'manifest.json', 'requested', (_, m) => m.requested!.push('moon')],
  [
    'a file outside',
    'manifest.json',
    'files.../x',
    (_, m) => Object.assign(m.files, { '../x': m.files['labels.json'] }),
  ],
  [
    'a model outside',
    'manifest.json',
    'model.file',
    (_, m) => Object.assign(m.model, { file: '/etc/passwd' }),
  ],
  ['an unlisted vocabulary', 'manifest.json', 'files', (_, m) => delete m.files['vocabulary.json']],
  ['a missing file', 'labels.json', undefined, (folder) => rm(join(folder, 'labels.json'))],
  ['a changed file', 'labels.json', undefined, (folder) => writeFile(join(folder, 'labels.json'), '[]')],
  [
    'a changed byte',
    'model.onnx',
    undefined,
    async (folder) => {
      const bytes = await readFile(join(folder, 'model.onnx'));
      bytes[bytes.length >> 1]! ^= 1;
      await writeFile(join(folder, 'model.onnx'), bytes);
    },
  ],
  ['labels that are not JSON', 'labels.json', undefined, (f, m) => replace(f, m, 'labels.json', '[')],
  ['labels of another form', 'labels.json', '0', (f, m) => replace(f, m, 'labels.json', '[1]')],
  [
    'a label of another form',
    'labels.json',
    '1',
    (f, m) => editJson<string[]>(f, m, 'labels.json', (labels) => labels.with(1, 'destination')),
  ],
  [
    'another number of labels',
    'labels.json',
    undefined,
    (f, m) => editJson<string[]>(f, m, 'labels.json', (labels) => labels.slice(1)),
  ],
  [
    'a number of labels other than the graph has',
    'model.onnx',
    'output scores',
    async (f, m) => {
      await editJson<string[]>(f, m, 'labels.json', (labels) => [...labels, 'B-moon']);
      m.labels.count++;
      m.slots.push('moon');
    },
  ],
  [
    'a graph that is none',
    'model.onnx',
    undefined,
    (f, m) => replace(f, m, 'model.onnx', 'I would like to arrive Taipei'),
  ],
  [
    'an input that the graph lacks',
    'tokens.onnx',
    'input vector',
    async (f, m) => {
      m.encoders.vector = { dimension: 5 };
      await replace(f, m, 'vector-words.json', '["taipei"]');
    },
  ],
  ['an input that the manifest lacks', 'model.onnx', 'input requested', (_, m) => delete m.requested],
  [
    'another graph in place of that of states',
    'states.onnx',
    'output scores',
    async (f, m) => replace(f, m, 'states.onnx', await readFile(join(f, 'model.onnx'))),
  ],
  [
    'a graph of states that takes another input',
    'states.onnx',
    'input tokens',
    async (f, m) => replace(f, m, 'states.onnx', await readFile(join(f, 'tokens.onnx'))),
  ],
  ['a graph of states that is none', 'states.onnx', undefined, (f, m) => replace(f, m, 'states.onnx', 'c')],
  ['an unlisted graph of states', 'manifest.json', 'files', (_, m) => delete m.files['states.onnx']],
  [
    'a network of no kind',
    'manifest.json',
    'architecture.cell',
    (_, m) => delete (m.architecture as Partial<typeof m.architecture>).cell,
  ],
  [
    'more words than the table has rows',
    'tokens.onnx',
    undefined,
    (f, m) => editJson<string[]>(f, m, 'vocabulary.json', (words) => [...words, 'moon']),
  ],
  [
    'a vocabulary without its first word',
    'vocabulary.json',
    undefined,
    (f, m) => replace(f, m, 'vocabulary.json', '["a"]'),
  ],
  ['no golden case', 'golden.json', undefined, (f, m) => replace(f, m, 'golden.json', '[]')],
  [
    'another label than recorded',
    'golden.json',
    '1',
    (f, m) => editJson<Golden>(f, m, 'golden.json', (golden) => void golden[1]!.labels.reverse().push('O')),
  ],
  [
    'another confidence than recorded',
    'golden.json',
    '0',
    (f, m) =>
      editJson<Golden>(f, m, 'golden.json', (golden) => {
        golden[0]!.slots[0]!.confidence = 0.999;
      }),
  ],
];

describe('a package is refused, naming file and field, with', () => {
  it.each(damages)('%s', async (_, file, field, edit) => {
    const error = await refusal(edit);
    expect([error.file, error.field], error.message).toEqual([file, field]);
  });

  it('no manifest', async () => {
    await expect(loadPackage(join(root, 'nothing'))).rejects.toThrow(/nothing: manifest.json: is missing/);
  });
});

describe('saving', () => {
  it('gives back what was saved', async () => {
    const folder = await writeTinyPackage(root, { name: 'kept' });
    const { manifest, labels, golden } = await loadPackage(folder);
    expect(manifest).toMatchObject(tinyParts({ name: 'kept' }).manifest);
    expect(labels).toHaveLength(7);
    expect(golden).toHaveLength(2);
    expect(Object.keys(manifest.files).sort()).toEqual([
      'golden.json',
      'labels.json',
      'model.onnx',
      'states.onnx',
      'tokens.onnx',
      'vocabulary.json',
    ]);
    expect(await readdir(folder)).toContain('README.md');
  });

  it('replaces a package and leaves nothing else behind', async () => {
    const { folder, remove: clean } = await temporaryFolder();
    const target = await writeTinyPackage(folder, { hidden: 4 });
    await writeFile(join(target, 'stale.txt'), '');
    await writeTinyPackage(folder, { hidden: 5 });
    expect((await loadPackage(target)).manifest.architecture).toMatchObject({ hidden: 5 });
    expect(await readdir(folder)).toEqual(['tiny']);
    expect(await readdir(target)).not.toContain('stale.txt');
    await clean();
  });

  it('writes nothing that could not be loaded', async () => {
    const { folder, remove: clean } = await temporaryFolder();
    const { manifest, files } = tinyParts();
    const broken = { manifest: { ...manifest, labels: { count: 5 } }, files };
    await expect(saveTagger(join(folder, 'x'), broken, [{ text: 'a' }])).rejects.toThrow(PackageError);
    const outside = { manifest, files: { ...files, '../x': '', 'golden.json': '[]' } };
    await expect(savePackage(join(folder, 'x'), outside)).rejects.toThrow(PackageError);
    expect(await readdir(folder)).toEqual([]);
    await clean();
  });
});

it('loads all packages of a folder, and passes over hidden ones', async () => {
  const { folder, remove: clean } = await temporaryFolder();
  await writeTinyPackage(folder, { name: 'b' });
  await writeTinyPackage(folder, { name: 'a' });
  await mkdir(join(folder, '.a.new-1'));
  await writeFile(join(folder, 'README.md'), '');
  const packages = await loadPackages(folder);
  expect(packages.map(({ manifest }) => manifest.name).sort()).toEqual(['a', 'b']);
  await clean();
});
