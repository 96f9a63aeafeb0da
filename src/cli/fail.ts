import type { Command } from 'commander';
import { ZodError } from 'zod';
import { ComparisonError } from '../compare/error.ts';
import { ConfigError } from '../config.ts';
import { CorpusError } from '../corpus/error.ts';
import { PackageError } from '../package/error.ts';
import { firstIssue } from '../package/manifest.ts';
import { CheckpointError } from '../training/checkpoint.ts';
import { colorsFor } from './colors.ts';

/** Something that the person at the command line can put right; 2 is for a command that cannot be meant so. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
  readonly exitCode: 1 | 2;

  constructor(message: string, exitCode: 1 | 2 = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** Runs the body of a command: a foreseen error becomes one line on standard error and the exit code. */
export async function run(body: () => void | Promise<void>): Promise<void> {
  if (!process.stdout.listeners('error').includes(stopWhenUnread)) process.stdout.on('error', stopWhenUnread);
  if (!process.stderr.listeners('error').includes(goOnUnread)) process.stderr.on('error', goOnUnread);
  try {
    await body();
  } catch (error) {
    const message = explain(error);
    if (message === undefined) throw error;
    const { red } = colorsFor(process.stderr);
    process.stderr.write(`${red('error')}: ${message.replaceAll(/\s*\n\s*/g, ' ')}\n`);
    process.exitCode = error instanceof CommandError ? error.exitCode : 1;
  }
}

/** A reader such as `head` may leave before the end. */
function stopWhenUnread(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
}

/** A long training is not to end because nobody reads its progress any more. */
function goOnUnread(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}

/** Makes a command and all below it exit with 2 when they are called wrongly, and with 0 after --help. */
export function exitWithUsageCode(command: Command): Command {
  command.exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2));
  for (const below of command.commands) exitWithUsageCode(below);
  return command;
}

const foreseen = [CommandError, ComparisonError, CorpusError, PackageError, ConfigError, CheckpointError];

/** A foreseen error in words; undefined for one that nobody foresaw. */
export function explain(error: unknown): string | undefined {
  if (foreseen.some((kind) => error instanceof kind)) return (error as Error).message;
  if (error instanceof ZodError) return explainIssues(error);
  const { code, path, message } = error as NodeJS.ErrnoException;
  return code !== undefined && path !== undefined ? message : undefined;
}

/** What a value lacks, with its field, in one line. */
export function explainIssues(error: ZodError): string {
  const { field, problem } = firstIssue(error);
  const others = error.issues.length - 1;
  return `${field === undefined ? '' : `${field}: `}${problem}${others > 0 ? ` (and ${others} more)` : ''}`;
}
