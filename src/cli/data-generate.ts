import { Command, Option } from 'commander';
import { type GenerateOptions, generateSentences } from '../corpus/generate/generate.ts';
import { readGazetteer } from '../corpus/generate/read-gazetteer.ts';
import { run } from './fail.ts';
import { wholeNumber } from './whole-number.ts';
import { writeLines } from './write-lines.ts';

type Flags = {
  gazetteer: string[];
  count: number;
  seed: string;
  out: string;
  places: GenerateOptions['places'];
  templates: GenerateOptions['templates'];
};

async function generate(flags: Flags): Promise<void> {
  const gazetteer = readGazetteer(flags.gazetteer);
  await writeLines(flags.out, generateSentences({ ...flags, gazetteer }));
  process.stdout.write(`${flags.count} sentences in ${flags.out}\n`);
}

/** `slotline data generate`: writes labelled booking sentences, made from templates and place names. */
export function dataGenerateCommand(): Command {
  return new Command('generate')
    .description('write labelled booking sentences made from templates and place names')
    .requiredOption(
      '--gazetteer <folders...>',
      'folders of place names; the first of several gets a quarter of the draws',
    )
    .requiredOption('--count <n>', 'how many sentences', wholeNumber(1))
    .requiredOption('--out <file>', 'the JSONL file to write; compressed if it ends in .gz')
    .option('--seed <seed>', 'any text; the same seed gives the same sentences', '1')
    .addOption(
      new Option('--places <part>', 'which place names may appear')
        .choices(['train', 'test', 'all'])
        .default('all'),
    )
    .addOption(
      new Option('--templates <part>', 'which templates').choices(['train', 'test', 'all']).default('all'),
    )
    .action((flags: Flags) => run(() => generate(flags)));
}
