import { afterEach, expect, it } from 'vitest';
import { condemn, guardNative, native, newNativeLock } from '../../src/runtime/native.ts';

afterEach(() => guardNative(undefined));

it('lets a thread be ended while it is in no native work', () => {
  const lock = newNativeLock();
  guardNative(lock);
  expect(condemn(lock)).toBe(true);
});

it('keeps a thread from being ended inside native work, and lets it be ended after', async () => {
  const lock = newNativeLock();
  guardNative(lock);
  const seen = await native(async () => condemn(lock));
  expect(seen).toBe(false);
  await expect(native(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(condemn(lock)).toBe(true);
});

it('guards nothing where nobody ends threads', async () => {
  expect(await native(async () => 3)).toBe(3);
});
