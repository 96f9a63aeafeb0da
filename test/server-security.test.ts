import { once } from 'node:events';
import { appendFile, writeFile } from 'node:fs/promises';
import { get } from 'node:https';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { keyLine, newKey } from '../src/api-keys.ts';
import { makeCertificate } from './helpers/certificate.ts';
import { address, logLine, start } from './helpers/server.ts';
import { temporaryFolder, writeTinyPackage } from './helpers/tiny-package.ts';

let folder: string;
let remove: () => Promise<void>;
beforeAll(async () => {
  ({ folder, remove } = await temporaryFolder());
  await writeTinyPackage(join(folder, 'models'));
});
afterAll(() => remove());

const settings = (more: Record<string, string>) => ({ MODELS: join(folder, 'models'), ...more });

it('takes new keys without a restart, and keeps the old ones while the file is broken', async () => {
  const [old, next] = [newKey(), newKey()];
  const file = join(folder, 'keys');
  await writeFile(file, `${keyLine(old, 'old')}\n`);
  const running = start(settings({ API_KEYS_FILE: file, FILE_CHECK_INTERVAL: '100' }));
  const url = await address(running);
  const status = async (key: string) => {
    return (await fetch(`${url}/models`, { headers: { authorization: `Bearer ${key}` } })).status;
  };
  expect([await status(old), await status(next), await status('')]).toEqual([200, 401, 401]);
  await appendFile(file, 'what is this\n');
  expect(await logLine(running, 'files do not suit')).toMatchObject({ level: 50, files: [file] });
  expect([await status(old), await status(next)]).toEqual([200, 401]);
  await writeFile(file, `${keyLine(next, 'next')}\n`);
  await logLine(running, 'files read anew');
  expect([await status(old), await status(next)]).toEqual([401, 200]);
  running.child.kill('SIGTERM');
  expect(await running.exit).toBe(0);
  expect(running.output.out).not.toMatch(new RegExp(`${old}|${next}|what is this`));
});

it('speaks HTTPS, takes the next certificate without a restart, and drains', async () => {
  const [old, next] = [makeCertificate('old'), makeCertificate('next')];
  const files = { cert: join(folder, 'tls.crt'), key: join(folder, 'tls.key') };
  await writeFile(files.cert, old.cert);
  await writeFile(files.key, old.key);
  const tls = { TLS_CERT_FILE: files.cert, TLS_KEY_FILE: files.key, FILE_CHECK_INTERVAL: '100' };
  const running = start(settings(tls));
  const url = new URL(await address(running));
  expect(url.protocol).toBe('https:');
  const status = async (ca: string) => {
    const request = get(new URL('/health/ready', url), { ca, agent: false });
    return (await once(request, 'response'))[0].statusCode;
  };
  expect(await status(old.cert)).toBe(200);
  await writeFile(files.cert, next.cert);
  expect(await logLine(running, 'files do not suit')).toMatchObject({
    problem: expect.stringContaining('key'),
  });
  expect(await status(old.cert)).toBe(200);
  await writeFile(files.key, next.key);
  await logLine(running, 'files read anew');
  expect(await status(next.cert)).toBe(200);
  await expect(status(old.cert)).rejects.toThrow();
  const silent = connect({ host: url.hostname, port: Number(url.port), ca: next.cert });
  await once(silent, 'secureConnect');
  running.child.kill('SIGTERM');
  expect(await running.exit).toBe(0);
});

const tls = { TLS_CERT_FILE: '/nowhere', TLS_KEY_FILE: '/dev/null' };

it.each([
  ['a missing certificate', tls, /^slotline cannot start: TLS_CERT_FILE and TLS_KEY_FILE: ENOENT.*nowhere/],
  [
    'an empty certificate',
    { ...tls, TLS_CERT_FILE: '/dev/null' },
    /^slotline cannot start: .*the certificate file holds none in PEM\n$/,
  ],
  [
    'a missing keys file',
    { API_KEYS_FILE: '/nowhere' },
    /^slotline cannot start: API_KEYS_FILE: ENOENT.*\n$/,
  ],
  [
    'a file without keys',
    { API_KEYS_FILE: '/dev/null' },
    /^slotline cannot start: API_KEYS_FILE: .*no key.*\n$/,
  ],
])('stops with one line and exit code 1 at %s', async (_, environment, line) => {
  const running = start(settings(environment));
  expect(await running.exit).toBe(1);
  expect([running.output.err, running.output.out]).toEqual([expect.stringMatching(line), '']);
});
