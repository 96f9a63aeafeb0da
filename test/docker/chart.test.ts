import { readdir, readFile } from 'node:fs/promises';
import { Ajv } from 'ajv';
import { beforeAll, expect, it } from 'vitest';
import { parse } from 'yaml';
import { settings } from '../../src/config.ts';
import { ownVersion } from '../../src/version.ts';

const chart = new URL('../../docker/helm/slotline/', import.meta.url);
const read = (file: string): Promise<string> => readFile(new URL(file, chart), 'utf8');

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly propertyNames?: { readonly anyOf: [{ readonly enum: string[] }] };
}

let templates: string;
let values: Record<string, unknown>;
let schema: Schema;

beforeAll(async () => {
  const files = await readdir(new URL('templates/', chart), { recursive: true, withFileTypes: true });
  const texts = files
    .filter((file) => file.isFile())
    .map((file) => readFile(`${file.parentPath}/${file.name}`, 'utf8'));
  templates = (await Promise.all(texts)).join('\n');
  values = parse(await read('values.yaml'));
  schema = JSON.parse(await read('values.schema.json'));
});

/** Where a path such as `image.tag` leads in the values. */
function at(path: string): unknown {
  return path.split('.').reduce<unknown>((value, key) => (value as Record<string, unknown>)?.[key], values);
}

/** The variables that the templates set for the service. */
async function ownVariables(): Promise<string[]> {
  const deployment = await read('templates/deployment.yaml');
  return [...deployment.matchAll(/- name: ([A-Z_]+)$/gm)].map(([, name]) => name!);
}

it('installs the version of package.json', async () => {
  const { version, appVersion } = parse(await read('Chart.yaml'));
  expect([version, appVersion]).toEqual([await ownVersion(), await ownVersion()]);
});

it('takes the values that it ships, and refuses misspelt ones', () => {
  const isValid = new Ajv({ allowUnionTypes: true }).compile(schema);
  expect(isValid(values), JSON.stringify(isValid.errors)).toBe(true);
  expect(isValid({ ...values, replica: 3 })).toBe(false);
  expect(isValid({ ...values, settings: { LOG_LEVL: 'info' } })).toBe(false);
  expect(isValid({ ...values, settings: { OTEL_SERVICE_NAME: 'slotline', LOG_TEXT: false } })).toBe(true);
  expect(isValid({ ...values, image: { repositry: 'slotline' } })).toBe(false);
});

it('has a line in values.yaml for each value of the schema', () => {
  const missing = (node: Schema, value: unknown, path: string): string[] =>
    Object.entries(node.properties ?? {}).flatMap(([key, child]) => {
      const next = (value as Record<string, unknown>)[key];
      return next === undefined ? [`${path}${key}`] : missing(child, next, `${path}${key}.`);
    });
  // `global` is there for charts that have this one as a part.
  expect(missing(schema, values, '')).toEqual(['global']);
});

it('uses only values that there are', () => {
  const used = [...templates.matchAll(/\.Values((?:\.\w+)+)/g)].map(([, path]) => path!.slice(1));
  expect(used.length).toBeGreaterThan(30);
  expect(used.filter((path) => at(path) === undefined)).toEqual([]);
});

it('sets only variables that the service knows', async () => {
  const own = await ownVariables();
  expect(own).toContain('DRAIN_DELAY');
  expect(own.filter((name) => !(name in settings.shape))).toEqual([]);
});

it('takes under `settings` whatever the service knows and the templates do not set', async () => {
  // MODELS is the image's folder, into which extraModels puts more.
  const own = new Set([...(await ownVariables()), 'MODELS']);
  const others = Object.keys(settings.shape).filter((name) => !own.has(name));
  const named = schema.properties!.settings!.propertyNames!.anyOf[0].enum;
  expect(named.toSorted(), 'add new settings to values.schema.json').toEqual(others.toSorted());
});
