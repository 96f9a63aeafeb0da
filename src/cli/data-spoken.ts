import { Command } from 'commander';
import { readJsonl } from '../corpus/jsonl.ts';
import { readSource } from '../corpus/source.ts';
import { spokenSentence } from '../corpus/spoken.ts';
import { run } from './fail.ts';
import { writeLines } from './write-lines.ts';

async function convert(file: string, out: string): Promise<void> {
  const sentences = readJsonl(readSource(file));
  const spoken = sentences.flatMap((sentence) => spokenSentence(sentence) ?? []);
  await writeLines(out, spoken);
  const left = sentences.length - spoken.length;
  process.stdout.write(
    `${spoken.length} sentences in ${out}; ${left} left out, since not all of them can be said\n`,
  );
}

/** `slotline data spoken IN --out OUT`: labelled sentences as a recogniser of speech would write them. */
export function dataSpokenCommand(): Command {
  return new Command('spoken')
    .description(
      'write labelled sentences as they are said: small letters, no marks, numbers and times in words',
    )
    .argument('<file>', 'JSONL with text and slots; .gz is unpacked')
    .requiredOption('--out <file>', 'the JSONL file to write; compressed if it ends in .gz')
    .action((file: string, { out }: { out: string }) => run(() => convert(file, out)));
}
