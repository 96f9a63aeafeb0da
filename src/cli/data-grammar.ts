import { Command } from 'commander';
import { readGrammar } from '../corpus/grammar/read.ts';
import { grammarSentences } from '../corpus/grammar/sentences.ts';
import { readSource } from '../corpus/source.ts';
import { run } from './fail.ts';
import { wholeNumber } from './whole-number.ts';
import { writeLines } from './write-lines.ts';

interface Flags {
  readonly out: string;
  readonly count: number;
  readonly seed: string;
}

/** `slotline data grammar FILE`: labelled sentences of a grammar of commands. */
export function dataGrammarCommand(): Command {
  return new Command('grammar')
    .description('write labelled sentences drawn from a grammar of commands (the YAML of a Rhino context)')
    .argument('<file>', 'expressions by intent, and the values of slots; .gz is unpacked')
    .requiredOption('--count <n>', 'how many sentences', wholeNumber(1))
    .requiredOption('--out <file>', 'the JSONL file to write; compressed if it ends in .gz')
    .option('--seed <seed>', 'any text; the same seed gives the same sentences', '1')
    .action((file: string, { out, count, seed }: Flags) =>
      run(async () => {
        await writeLines(out, grammarSentences(readGrammar(readSource(file)), count, seed));
        process.stdout.write(`${count} sentences in ${out}\n`);
      }),
    );
}
