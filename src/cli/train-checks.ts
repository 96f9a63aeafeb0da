import { readdirSync, statSync } from 'node:fs';
import type { LabelledSentence } from '../corpus/index.ts';
import type { Splits } from '../corpus/splits.ts';
import { packageFiles } from '../package/manifest.ts';
import { CommandError } from './fail.ts';

/** Refuses data of which nothing can be learned, or by which no epoch can be called the best. */
export function checkSplits({ train, dev }: Splits, data: string): void {
  const hasSlot = (sentences: readonly LabelledSentence[]) => sentences.some(({ slots }) => slots.length > 0);
  if (!hasSlot(train)) throw new CommandError(`${data} has no training sentence with a slot to learn.`);
  if (!hasSlot(dev)) {
    throw new CommandError(
      `${data} has no dev sentence with a slot to score by: add some, or more to train.`,
    );
  }
}

/** Refuses to replace anything but a model package: all else in the folder would be lost. */
export function checkOutput(out: string): void {
  const found = statSync(out, { throwIfNoEntry: false });
  if (!found) return;
  const names = found.isDirectory() ? readdirSync(out) : [out];
  if (names.length > 0 && !names.includes(packageFiles.manifest)) {
    throw new CommandError(`${out} is there and is no model package: give --out another name.`);
  }
}
