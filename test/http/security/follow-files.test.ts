import { mkdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { followFiles } from '../../../src/http/security/follow-files.ts';
import { memoryLogger } from '../../helpers/memory-logger.ts';
import { temporaryFolder } from '../../helpers/tiny-package.ts';

let place: Awaited<ReturnType<typeof temporaryFolder>>;
const stops: (() => void)[] = [];
beforeEach(async () => {
  place = await temporaryFolder();
});
afterEach(async () => {
  for (const stop of stops.splice(0)) stop();
  await place.remove();
});

const file = (name: string): string => join(place.folder, name);

/** Follows files of numbers. */
async function follow(...names: string[]) {
  const { logger, logged } = memoryLogger();
  const numberOf = (text: string): number => {
    if (!/^\d+$/.test(text)) throw new Error('not a number');
    return Number(text);
  };
  const followed = await followFiles(names.map(file), (texts) => texts.map(numberOf), {
    interval: 10,
    logger,
  });
  stops.push(followed.stop);
  return { followed, logged };
}

it('makes the value anew when a file changes, and tells who asked', async () => {
  await writeFile(file('a'), '1');
  await writeFile(file('b'), '2');
  const { followed, logged } = await follow('a', 'b');
  const told: number[][] = [];
  followed.onChange((value) => told.push(value));
  expect(followed.value).toEqual([1, 2]);
  await writeFile(file('b'), '3');
  await vi.waitFor(() => expect(told).toEqual([[1, 3]]));
  expect(followed.value).toEqual([1, 3]);
  expect(logged()).toMatchObject([{ level: 30, msg: 'files read anew', files: [file('a'), file('b')] }]);
});

it('sees a secret change behind a symbolic link, with equal size', async () => {
  const put = async (folder: string, text: string) => {
    await mkdir(file(folder));
    await writeFile(join(file(folder), 'keys'), text);
    await symlink(folder, file('..new'));
    await rename(file('..new'), file('..data'));
  };
  await put('..1', '1');
  await symlink('..data/keys', file('keys'));
  const { followed } = await follow('keys');
  await put('..2', '2');
  await vi.waitFor(() => expect(followed.value).toEqual([2]));
});

it('keeps the last good value and logs once while a file is broken or missing, then goes on', async () => {
  await writeFile(file('a'), '1');
  const { followed, logged } = await follow('a');
  await writeFile(file('a'), 'x');
  await vi.waitFor(() => expect(logged()).toHaveLength(1));
  await rm(file('a'));
  await vi.waitFor(() => expect(logged()).toHaveLength(2));
  await new Promise((resolve) => setTimeout(resolve, 60));
  expect(followed.value).toEqual([1]);
  expect(logged()).toMatchObject([
    { level: 50, problem: 'not a number' },
    { level: 50, problem: expect.stringContaining('ENOENT') },
  ]);
  await writeFile(file('a'), '1');
  await vi.waitFor(() => expect(logged().at(-1)).toMatchObject({ msg: 'files read anew' }));
});

it('throws at the first reading', async () => {
  await expect(follow('none')).rejects.toThrow(/ENOENT/);
  await writeFile(file('a'), 'x');
  await expect(follow('a')).rejects.toThrow('not a number');
});

it('looks no more once stopped', async () => {
  await writeFile(file('a'), '1');
  const { followed } = await follow('a');
  followed.stop();
  await writeFile(file('a'), '2');
  await new Promise((resolve) => setTimeout(resolve, 60));
  expect(followed.value).toEqual([1]);
});
