import { join } from 'node:path';
import { Command } from 'commander';
import { readValued } from '../corpus/read-valued.ts';
import { readSource } from '../corpus/source.ts';
import { isInShare } from '../corpus/speech/choose.ts';
import { run } from './fail.ts';
import { wholeNumber } from './whole-number.ts';
import { writeLines } from './write-lines.ts';

async function label(file: string, out: string, testShare: number): Promise<void> {
  const { sentences, unlabelled } = readValued(readSource(file));
  const isTest = ({ id, text }: { id?: string; text: string }): boolean =>
    isInShare(id ?? text, 'test', 1 / testShare);
  const test = sentences.filter(isTest);
  const train = sentences.filter((sentence) => !isTest(sentence));
  await writeLines(join(out, 'train.jsonl'), train);
  await writeLines(join(out, 'test.jsonl'), test);
  process.stdout.write(
    `${train.length} sentences in train, ${test.length} in test of ${out}; ${unlabelled} left out\n`,
  );
}

/** `slotline data label FILE`: labelled sentences from texts whose slots are known as values only. */
export function dataLabelCommand(): Command {
  return new Command('label')
    .description('find the values of slots in their texts, and divide the sentences by a hash of their id')
    .argument('<file>', 'JSONL with id, text, and slots as an object of values: {"size": "large"}')
    .requiredOption('--out <folder>', 'the data folder: train.jsonl and test.jsonl')
    .option('--test-share <n>', 'one of how many sentences is for test', wholeNumber(2), 5)
    .action((file: string, { out, testShare }: { out: string; testShare: number }) =>
      run(() => label(file, out, testShare)),
    );
}
