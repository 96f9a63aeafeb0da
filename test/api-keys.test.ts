import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { findKey, keyLine, newKey, parseKeys } from '../src/api-keys.ts';

it('makes keys of 256 random bits, each another', () => {
  const keys = Array.from({ length: 50 }, newKey);
  expect(new Set(keys).size).toBe(50);
  for (const key of keys) {
    expect(key).toMatch(/^slotline_[\w-]{43}$/);
    expect(Buffer.from(key.slice('slotline_'.length), 'base64url')).toHaveLength(32);
  }
});

it('writes the SHA-256 of a key, never the key', () => {
  const key = newKey();
  const line = keyLine(key, 'app');
  expect(line).toBe(`sha256:${createHash('sha256').update(key).digest('hex')}  app`);
  expect(line).not.toContain(key);
});

it('finds who has a key, among several clients and several keys of one', () => {
  const [first, second, third] = [newKey(), newKey(), newKey()];
  const file = `\ufeff# keys\r\n\r\n${keyLine(first, 'app')}\r\n  ${keyLine(second, 'app')}  \n${keyLine(third, 'other@x')}`;
  const keys = parseKeys(file);
  expect([first, second, third].map((key) => findKey(keys, key)?.name)).toEqual(['app', 'app', 'other@x']);
});

it.each([
  ['an empty key', () => ''],
  ['another key', newKey],
  ['a beginning of a key', (key: string) => key.slice(0, -1)],
  ['a longer key', (key: string) => `${key}x`],
  ['the hash instead of the key', (key: string) => keyLine(key, 'app').slice('sha256:'.length, -5)],
  ['a whole line of the file', (key: string) => keyLine(key, 'app')],
])('does not take %s', (_, wrong) => {
  const key = newKey();
  expect(findKey(parseKeys(keyLine(key, 'app')), wrong(key))).toBeUndefined();
});

const line = keyLine('a', 'app');

it.each([
  ['a key in plain', `${line}\n${newKey()}  app`, /^line 2 must be sha256:/],
  ['a hash without name', line.split(' ')[0]!, /^line 1 must be/],
  ['a short hash', 'sha256:abc  app', /^line 1 must be/],
  ['a name with a blank', `${line} two`, /^line 1 must be/],
  ['a name that is too long', keyLine('a', 'n'.repeat(65)), /^line 1 must be/],
  [
    'one key twice',
    `#\n${line}\n${keyLine('a', 'other').toUpperCase()}`,
    /^lines 2 and 3 hold the same key$/,
  ],
  ['no key', '# none yet\n', /^there is no key/],
  ['an empty file', '', /^there is no key/],
])('refuses %s, and does not quote it', (_, text, message) => {
  expect(() => parseKeys(text)).toThrow(message);
  expect(() => parseKeys(text)).not.toThrow(/slotline_|sha256:[0-9a-f]{3}/);
});
