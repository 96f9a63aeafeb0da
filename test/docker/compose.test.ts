import { readFile, stat } from 'node:fs/promises';
import { beforeAll, expect, it } from 'vitest';
import { parse } from 'yaml';
import { settings } from '../../src/config.ts';
import { ownVersion } from '../../src/version.ts';

interface Service {
  readonly image: string;
  readonly environment?: Readonly<Record<string, string | number>>;
  readonly volumes?: readonly string[];
  readonly stop_grace_period?: string;
  readonly [key: string]: unknown;
}

const folder = new URL('../../docker/', import.meta.url);
let services: Record<string, Service>;

beforeAll(async () => {
  ({ services } = parse(await readFile(new URL('compose.yaml', folder), 'utf8'), { merge: true }));
});

it('runs the version of package.json', async () => {
  expect(services.slotline?.image).toBe(`slotline:${await ownVersion()}`);
});

it('sets only variables that the service knows', () => {
  expect(Object.keys(services.slotline!.environment!).filter((name) => !(name in settings.shape))).toEqual(
    [],
  );
});

it('lets the service answer what is open before it kills it', () => {
  const timeout = Number(services.slotline!.environment!.DRAIN_TIMEOUT);
  expect(Number.parseInt(services.slotline!.stop_grace_period!, 10) * 1000).toBeGreaterThan(timeout);
});

it.each(['slotline', 'prometheus', 'grafana'])('confines %s', (name) => {
  expect(services[name]).toMatchObject({
    read_only: true,
    cap_drop: ['ALL'],
    security_opt: ['no-new-privileges:true'],
  });
});

it('mounts only folders that there are', async () => {
  const folders = Object.values(services)
    .flatMap(({ volumes }) => volumes ?? [])
    .filter((volume) => volume.startsWith('.'))
    .map((volume) => volume.split(':')[0]!);
  expect(folders.length).toBeGreaterThan(0);
  for (const path of folders) expect((await stat(new URL(path, folder))).isDirectory(), path).toBe(true);
});
