import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { curlCommand } from '../../src/playground/command.ts';

const url = 'http://localhost:8080/tag';

/** The words that a shell makes of a command, with `curl` telling its own. */
function wordsOf(command: string): string[] {
  const script = `curl() { printf '%s\\0' "$@"; }\n${command}\n`;
  const env = { PATH: process.env.PATH, SLOTLINE_KEY: 'secret' };
  return execFileSync('sh', ['-c', script], { env, encoding: 'utf8' }).split('\0').slice(0, -1);
}

it('reaches curl as it is meant, whatever was typed', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom(`'; touch /x; '`, '$(id)', '`id`', '\\', "it's"),
  );
  fc.assert(
    fc.property(text, (typed) => {
      const question = { text: typed, model: 'booking', explain: true } as const;
      const words = wordsOf(curlCommand(url, question, false));
      expect(words.slice(0, -1)).toEqual(['-s', url, '-H', 'content-type: application/json', '-d']);
      expect(JSON.parse(words.at(-1)!)).toEqual(question);
    }),
    { numRuns: 40 },
  );
});

it('takes a key from the environment, so that none is copied about', () => {
  const command = curlCommand(url, { text: 'to Paris', model: 'booking' }, true);
  expect(command).toContain('$SLOTLINE_KEY');
  expect(wordsOf(command)).toContain('x-api-key: secret');
});
