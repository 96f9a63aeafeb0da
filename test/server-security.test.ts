import { appendFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { keyLine, newKey } from '../src/api-keys.ts';
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

it.each([
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
