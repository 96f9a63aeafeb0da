import { readFile } from 'node:fs/promises';
import { beforeAll, expect, it } from 'vitest';
import { settings } from '../../src/config.ts';
import { ownVersion } from '../../src/version.ts';

let dockerfile: string;

beforeAll(async () => {
  dockerfile = await readFile(new URL('../../Dockerfile', import.meta.url), 'utf8');
});

it('is labelled with the version of package.json', async () => {
  expect(dockerfile).toContain(`org.opencontainers.image.version="${await ownVersion()}"`);
});

it('sets only variables that the service, Node or malloc know', () => {
  const [, line] = /^ENV (.+)$/m.exec(dockerfile)!;
  const names = line!.split(' ').map((pair) => pair.split('=')[0]!);
  expect(names).toContain('ADMIN_PORT');
  expect(names.filter((name) => !/^(?:NODE|MALLOC)_/.test(name) && !(name in settings.shape))).toEqual([]);
});

it('stands on one base image in all its parts', () => {
  const bases = [...dockerfile.matchAll(/^FROM (\S*:\S*)/gm)].map(([, base]) => base);
  expect(new Set(bases)).toEqual(new Set(['node:24-bookworm-slim']));
  expect(dockerfile).toContain(`image.base.name="docker.io/library/${bases[0]}"`);
});
