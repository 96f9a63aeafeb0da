import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CommandError } from './fail.ts';

/**
 * Keeps a folder to this process, since two would take each other's files away; gives a function that lets go of it.
 * The id that a killed process left behind counts for nothing. `out` is what --out names.
 */
export function holdFolder(folder: string, out = folder): () => void {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'process.lock');
  for (const flag of ['wx', 'w']) {
    try {
      writeFileSync(file, `${process.pid}\n`, { flag });
      break;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      refuseIfHeld(file, out);
    }
  }
  return () => rmSync(file, { force: true });
}

function refuseIfHeld(file: string, out: string): void {
  const holder = Number(readFileSync(file, 'utf8'));
  // Processes of containers often have the same id as the one before.
  if (!Number.isInteger(holder) || holder < 1 || holder === process.pid || !isAlive(holder)) return;
  throw new CommandError(
    `Process ${holder} is at work in ${out}: wait for its end, or give --out another name. ` +
      `If it does something else, remove ${file}.`,
  );
}

function isAlive(id: number): boolean {
  try {
    return process.kill(id, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
