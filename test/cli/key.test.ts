import { expect, it } from 'vitest';
import { findKey, parseKeys } from '../../src/api-keys.ts';
import { keyCommand } from '../../src/cli/key.ts';
import { runCommand } from '../helpers/command.ts';

it('prints the line of the keys file, and the key beside it once', async () => {
  const { output, errors, exitCode } = await runCommand(keyCommand(), 'booking-app');
  const key = errors.trim().split('\n').at(-1)!;
  expect(findKey(parseKeys(output), key)?.name).toBe('booking-app');
  expect(output).not.toContain(key);
  expect(exitCode).toBeUndefined();
});

it('prints both as JSON if asked to', async () => {
  const { output, errors } = await runCommand(keyCommand(), 'a.b@c', '--json');
  const { name, key, line } = JSON.parse(output);
  expect([name, findKey(parseKeys(line), key)?.name, errors]).toEqual(['a.b@c', 'a.b@c', '']);
});

it.each(['two words', '', 'näme', '#x', 'n'.repeat(65)])('refuses the name %j', async (name) => {
  const { output, errors, exitCode } = await runCommand(keyCommand(), name);
  expect([output, exitCode]).toEqual(['', 2]);
  expect(errors).toContain('A name has up to 64 letters');
});
