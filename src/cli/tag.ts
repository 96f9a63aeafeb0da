import { Command } from 'commander';
import { loadTagger } from '../tasks/tag/load.ts';
import { checkRequested, splitNames, textsOf } from './asking.ts';
import { colorsFor } from './colors.ts';
import { run } from './fail.ts';
import { findModel } from './models.ts';
import { describeTagged } from './tagged-text.ts';

interface Options {
  readonly model?: string;
  readonly requested?: readonly string[];
  readonly json?: true;
}

/** `slotline tag "text"`: shows the slots of a text, or of each line of standard input. */
export function tagCommand(): Command {
  return new Command('tag')
    .description('find the slots of a text, or of each line of standard input')
    .argument('[text...]', 'the text; without it, lines are read from standard input')
    .option('--model <name>', "a name in the models folder, or a package's folder")
    .option('--requested <slots>', 'slots that were just asked for, with commas between', splitNames)
    .option('--json', 'print one JSON object a text')
    .action((words: string[], options: Options) => run(() => tag(words, options)));
}

async function tag(words: readonly string[], options: Options): Promise<void> {
  const tagger = await loadTagger(findModel(options.model));
  try {
    checkRequested(tagger, options.requested);
    const colors = colorsFor(process.stdout);
    for await (const text of textsOf(words)) {
      const [result] = await tagger.tag([{ text, requested: options.requested }]);
      const answer = options.json
        ? JSON.stringify({ text, ...result! })
        : describeTagged(text, result!.slots, tagger.manifest.slots, colors);
      process.stdout.write(`${answer}\n`);
    }
  } finally {
    await tagger.close();
  }
}
