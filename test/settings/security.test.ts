import { expect, it } from 'vitest';
import { parseConfig } from '../../src/config.ts';

it('trusts no proxy and needs no key unless told', () => {
  expect(parseConfig({})).toMatchObject({ RATE_LIMIT: 0 });
  const { API_KEYS_FILE, TLS_CERT_FILE, TLS_KEY_FILE, TRUST_PROXY } = parseConfig({});
  expect([API_KEYS_FILE, TLS_CERT_FILE, TLS_KEY_FILE, TRUST_PROXY]).toEqual(Array(4).fill(undefined));
});

it('reads lists with commas between', () => {
  expect(parseConfig({ CORS_ORIGINS: 'https://a.example, http://b:81' }).CORS_ORIGINS).toEqual([
    'https://a.example',
    'http://b:81',
  ]);
  const { TRUST_PROXY } = parseConfig({ TRUST_PROXY: '10.0.0.0/8, loopback,fd00::/8 ,192.0.2.7' });
  expect(TRUST_PROXY).toEqual(['10.0.0.0/8', 'loopback', 'fd00::/8', '192.0.2.7']);
});

it.each([
  'true',
  'proxy.example',
  '10.0.0.0/33',
  '10.0.0.0/0',
  '::/0',
  '10.0.0.1,,',
  '10.0.0.0/8/8',
  '10.0.0.0/',
  '1::/129',
])('refuses TRUST_PROXY=%s', (value) => {
  expect(() => parseConfig({ TRUST_PROXY: value })).toThrow(/^TRUST_PROXY=".*": must be addresses, ranges/);
});

it.each([
  '*',
  'null',
  'app.example',
  'https://app.example/',
  'https://app.example:443',
  'https://App.example',
  'https://*.example',
  'https://a.example;https://b.example',
  'ftp://app.example',
])('refuses CORS_ORIGINS=%s', (value) => {
  expect(() => parseConfig({ CORS_ORIGINS: value })).toThrow(/^CORS_ORIGINS=".*": must be origins such as/);
});

it.each([
  [{ TLS_CERT_FILE: 'a' }, 'TLS_KEY_FILE="": is needed beside TLS_CERT_FILE'],
  [{ TLS_KEY_FILE: 'a' }, 'TLS_CERT_FILE="": is needed beside TLS_KEY_FILE'],
  [
    { TLS_CERT_FILE: 'a', TLS_KEY_FILE: 'b', HOST: 'localhost' },
    'HOST="localhost": must be an address for TLS, such as 127.0.0.1',
  ],
])('refuses %j', (environment, problem) => {
  expect(() => parseConfig(environment as unknown as Record<string, string>)).toThrow(problem);
});
