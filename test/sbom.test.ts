import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { beforeAll, expect, it } from 'vitest';

interface Component {
  readonly 'bom-ref': string;
  readonly type: string;
  readonly name: string;
  readonly version: string;
  readonly purl: string;
  readonly hashes: readonly { alg: string; content: string }[];
  readonly licenses: readonly unknown[];
}

const root = new URL('../', import.meta.url);
const json = async (path: string) => JSON.parse(await readFile(new URL(path, root), 'utf8'));
const label = ({ name, version }: { name: string; version: string }): string => `${name}@${version}`;
let sbom: {
  [field: string]: unknown;
  metadata: { component: Component };
  components: Component[];
  dependencies: { ref: string; dependsOn: string[] }[];
};

beforeAll(async () => {
  await promisify(execFile)(process.execPath, [new URL('dist/write-sbom.js', root).pathname]);
  sbom = await json('dist/sbom.cdx.json');
});

it('lists exactly the packages that production installs', async () => {
  const { packages } = (await json('package-lock.json')) as {
    packages: Record<string, { version: string; dev?: boolean }>;
  };
  const installed = Object.entries(packages).flatMap(([path, { version, dev }]) =>
    path === '' || dev ? [] : [label({ name: path.replace(/^.*node_modules\//, ''), version })],
  );
  expect(new Set(sbom.components.map(label))).toEqual(new Set(installed));
  expect(sbom.components.map(label)).toContain('picocolors@1.1.1');
  expect(sbom.components.map(({ name }) => name)).not.toContain('vitest');
});

it('is CycloneDX: identifies each package and says how they depend on each other', async () => {
  const { version } = await json('package.json');
  expect(sbom).toMatchObject({
    bomFormat: 'CycloneDX',
    specVersion: expect.stringMatching(/^1\.\d$/),
    serialNumber: expect.stringMatching(/^urn:uuid:[0-9a-f-]{36}$/),
    metadata: { component: { type: 'application', name: 'slotline', version } },
  });
  for (const { purl, hashes, licenses } of sbom.components) {
    expect(purl).toMatch(/^pkg:npm\/[^@]+@\d/);
    expect(hashes).toMatchObject([{ alg: 'SHA-512', content: expect.stringMatching(/^[0-9a-f]{128}$/) }]);
    expect(licenses).toHaveLength(1);
  }
  const refs = [sbom.metadata.component, ...sbom.components].map((component) => component['bom-ref']);
  expect(new Set(refs).size).toBe(refs.length);
  expect(new Set(sbom.dependencies.map(({ ref }) => ref))).toEqual(new Set(refs));
  for (const { dependsOn } of sbom.dependencies) expect(refs).toEqual(expect.arrayContaining(dependsOn));
});
