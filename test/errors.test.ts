import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { jsonPointer, problems } from '../src/errors.ts';

it('lists every code in docs/errors.md, with its status and title', async () => {
  const page = await readFile(new URL('../docs/errors.md', import.meta.url), 'utf8');
  const rows = page.split('\n').filter((line) => line.startsWith('| `'));
  expect(rows).toEqual(
    Object.entries(problems).map(([code, { status, title }]) => `| \`${code}\` | ${status} | ${title} |`),
  );
});

it('escapes JSON pointers as RFC 6901 says', () => {
  expect(jsonPointer([])).toBe('');
  expect(jsonPointer(['a/b', 'm~n', 0])).toBe('/a~1b/m~0n/0');
});
