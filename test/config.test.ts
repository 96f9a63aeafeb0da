import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { ConfigError, parseConfig, settings } from '../src/config.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

it('lists every setting in docs/settings.md, with its default', async () => {
  const page = await readFile(new URL('../docs/settings.md', import.meta.url), 'utf8');
  const rows = page.split('\n').filter((line) => line.startsWith('| `'));
  const expected = Object.entries(settings.shape).map(([variable, schema]) => {
    const initial = schema instanceof z.ZodDefault ? schema.def.defaultValue : undefined;
    const shown = initial === undefined ? 'none' : `\`${String(initial).replace(root, '')}\``;
    return `| \`${variable}\` | ${shown} | ${schema.description} |`;
  });
  expect(rows).toEqual(expected);
});

it('has a default for everything, independent of the working directory', () => {
  const config = parseConfig({ PATH: '/bin', HOST: '' });
  expect(config).toMatchObject({ HOST: '127.0.0.1', PORT: 8080, MODELS: `${root}models`, LOG_TEXT: false });
});

it('reads what is set', () => {
  expect(parseConfig({ PORT: '0', LOG_TEXT: 'true', MAX_TEXTS: '7' })).toMatchObject({
    PORT: 0,
    LOG_TEXT: true,
    MAX_TEXTS: 7,
  });
});

it.each([
  ['PORT', 'http', 'must be a whole number'],
  ['PORT', '65536', 'must be at most 65535'],
  ['PORT', '-1', 'must be a whole number'],
  ['PORT', ' 80', 'must be a whole number'],
  ['LOG_TEXT', 'yes', 'must be true or false'],
  ['LOG_LEVEL', 'loud', 'must be one of fatal,'],
  ['MAX_TEXTS', '0', 'must be at least 1'],
])('refuses %s=%s, naming the variable', (variable, value, problem) => {
  expect(() => parseConfig({ [variable]: value })).toThrow(ConfigError);
  expect(() => parseConfig({ [variable]: value })).toThrow(`${variable}="${value}": ${problem}`);
});
