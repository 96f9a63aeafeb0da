import { stripVTControlCharacters } from 'node:util';
import type { Command } from 'commander';
import { vi } from 'vitest';

/** What a command printed and how it ended. */
export interface Outcome {
  readonly output: string;
  readonly errors: string;
  readonly exitCode: number | string | undefined;
}

/** Runs a command in this process, without its colours. */
export async function runCommand(command: Command, ...args: string[]): Promise<Outcome> {
  const printed = { output: '', errors: '' };
  const capture = (stream: NodeJS.WriteStream, name: keyof typeof printed) =>
    vi.spyOn(stream, 'write').mockImplementation((text) => {
      printed[name] += stripVTControlCharacters(String(text));
      return true;
    });
  const spies = [capture(process.stdout, 'output'), capture(process.stderr, 'errors')];
  try {
    await command.parseAsync(args, { from: 'user' });
    return { ...printed, exitCode: process.exitCode };
  } finally {
    for (const spy of spies) spy.mockRestore();
    process.exitCode = undefined;
  }
}
