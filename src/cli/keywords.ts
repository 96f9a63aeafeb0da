import { Command } from 'commander';
import { readSource } from '../corpus/source.ts';
import type { KeywordsAnswer } from '../tasks/keywords/answer.ts';
import { loadKeywords } from '../tasks/keywords/load.ts';
import { textsOf } from './asking.ts';
import { colorsFor } from './colors.ts';
import { CommandError, run } from './fail.ts';
import { describeKeywords } from './keywords-text.ts';
import { findModel } from './models.ts';
import { modelsOfTask } from './models-of-task.ts';
import { numberWithin } from './number-within.ts';
import { wholeNumber } from './whole-number.ts';

interface Options {
  readonly model?: string;
  readonly file?: string;
  readonly limit: number;
  readonly minScore?: number;
  readonly maxWords?: number;
  readonly json?: true;
}

/** `slotline keywords "text"`: shows the keywords of a text, of a file, or of each line of standard input. */
export function keywordsCommand(): Command {
  return new Command('keywords')
    .description('find the phrases that say what a text, a file, or each line of standard input is about')
    .argument('[text...]', 'the text; without it and --file, lines are read from standard input')
    .option('--model <name>', "a name in the models folder, or a package's folder")
    .option('--file <path>', 'a document in UTF-8, whole')
    .option('--limit <n>', 'most keywords of a text', wholeNumber(1, 100), 10)
    .option('--min-score <score>', "least score, instead of the model's own", numberWithin(0, 1))
    .option('--max-words <n>', 'most words of a keyword', wholeNumber(1, 16))
    .option('--json', 'print one JSON object a text, as POST /keywords answers')
    .action((words: string[], options: Options) => run(() => keywords(words, options)));
}

async function keywords(words: readonly string[], options: Options): Promise<void> {
  const { model: wanted, limit, minScore, maxWords, json } = options;
  const texts = textsToRead(words, options.file);
  const model = await loadKeywords(wanted === undefined ? defaultModel() : findModel(wanted));
  try {
    const colors = colorsFor(process.stdout);
    const { name, version } = model.manifest;
    for await (const text of texts) {
      const { bodies } = await model.answer([{ text, limit, minScore, maxWords }]);
      const answer: KeywordsAnswer = JSON.parse(bodies[0]!);
      const shown = json
        ? JSON.stringify({ text, model: { name, version }, ...answer })
        : describeKeywords(text, answer, colors);
      process.stdout.write(`${shown}\n`);
    }
  } finally {
    await model.close();
  }
}

function textsToRead(
  words: readonly string[],
  file: string | undefined,
): AsyncIterable<string> | readonly string[] {
  if (file === undefined) return textsOf(words);
  if (words.length > 0) throw new CommandError('Give a text or --file, not both.', 2);
  const text = readSource(file).lines.join('\n');
  if (text.trim() === '') throw new CommandError(`${file} holds no text.`);
  return [text];
}

/** The model that the service would ask. */
function defaultModel(): string {
  return modelsOfTask('keywords', 'models of keywords', process.env).get()!.folder;
}
