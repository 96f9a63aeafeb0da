import { createInterface } from 'node:readline';
import type { Tagger } from '../tasks/tag/tagger.ts';
import { CommandError } from './fail.ts';

/** The text that the words of the command line make, or each line of standard input if there are none. */
export async function* textsOf(words: readonly string[]): AsyncGenerator<string> {
  if (words.length === 0) return yield* linesOfInput();
  const text = words.join(' ');
  if (text.trim() === '') throw new CommandError('The text is empty: give a sentence.', 2);
  yield text;
}

async function* linesOfInput(): AsyncGenerator<string> {
  if (process.stdin.isTTY) process.stderr.write('Type a sentence and Enter; Ctrl-D ends.\n');
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    if (line.trim() !== '') yield line;
  }
}

/** Refuses slots that were just asked for where the model takes none, or does not have them. */
export function checkRequested(tagger: Tagger, requested: readonly string[] | undefined): void {
  const { name, requested: taken } = tagger.manifest;
  if (requested && !taken) throw new CommandError(`${name} takes no requested slots.`, 2);
  checkSlots(tagger, requested);
}

/** Refuses slots that the model does not have. */
export function checkSlots({ manifest }: Tagger, slots: readonly string[] | undefined): void {
  const unknown = slots?.find((slot) => !manifest.slots.includes(slot));
  if (unknown === undefined) return;
  throw new CommandError(`${manifest.name} has the slots ${manifest.slots.join(', ')}, not ${unknown}.`, 2);
}

/** Names with commas between. */
export function splitNames(list: string): string[] {
  return list
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}
