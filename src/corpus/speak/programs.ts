import { execFile } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import type { EngineName } from './voices.ts';

/** The programs that are called, each with the Debian packages that bring it. */
export const programs = {
  'espeak-ng': 'espeak-ng',
  flite: 'flite',
  festival: 'festival festvox-kallpc16k festvox-kdlpc16k festvox-us-slt-hts',
  sox: 'sox libsox-fmt-all',
} as const;
export type Program = keyof typeof programs;

const programOf: Readonly<Record<EngineName, Program>> = {
  espeak: 'espeak-ng',
  flite: 'flite',
  festival: 'festival',
};

function isInstalled(program: Program): boolean {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** Which of the programs that these engines need are not on the PATH. */
export function missingPrograms(engines: Iterable<EngineName>): Program[] {
  const needed = new Set<Program>(['sox', ...[...engines].map((engine) => programOf[engine])]);
  return [...needed].filter((program) => !isInstalled(program));
}

const execute = promisify(execFile);

/** Runs a program to its end; rejects with what it printed when it fails or takes more than two minutes. */
export async function runProgram(program: Program, args: readonly string[], input?: Buffer): Promise<void> {
  const running = execute(program, [...args], { timeout: 120_000 });
  // A program that has failed does not read: its exit code tells more than a broken pipe.
  running.child.stdin?.on('error', () => undefined);
  running.child.stdin?.end(input);
  await running;
}
