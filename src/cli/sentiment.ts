import { Command } from 'commander';
import type { SentimentAnswer } from '../tasks/sentiment/answer.ts';
import type { SentimentModel } from '../tasks/sentiment/model.ts';
import { mostExplainedTokens } from '../tasks/sentiment/size.ts';
import { tokenize } from '../text/tokenizer.ts';
import { textsOf } from './asking.ts';
import { colorsFor } from './colors.ts';
import { CommandError, run } from './fail.ts';
import { sentimentModels, type WantedModel } from './sentiment-models.ts';
import { describeSentiment } from './sentiment-text.ts';

interface Options extends WantedModel {
  readonly explain?: true;
  readonly attention?: true;
  readonly json?: true;
}

/** `slotline sentiment "text"`: tells whether a text, or each line of standard input, is positive or negative. */
export function sentimentCommand(): Command {
  return new Command('sentiment')
    .description('tell whether a text, or each line of standard input, is positive or negative')
    .argument('[text...]', 'the text; without it, lines are read from standard input')
    .option(
      '--model <name>',
      "a name in the models folder, or a package's folder; without it each text goes to a model of its script",
    )
    .option('--language <tag>', 'ask a model of this language, such as en or zh')
    .option('--explain', `show what each word does, of texts of up to ${mostExplainedTokens} tokens`)
    .option('--attention', "show the network's weight of each word instead, of texts of any length")
    .option('--json', 'print one JSON object a text, as POST /sentiment answers')
    .action((words: string[], options: Options) => run(() => classify(words, options)));
}

async function classify(words: readonly string[], options: Options): Promise<void> {
  if (options.explain && options.attention) {
    throw new CommandError('--explain shows the attention too: leave --attention out.', 2);
  }
  const models = await sentimentModels(options);
  try {
    const colors = colorsFor(process.stdout);
    for await (const text of textsOf(words)) {
      const model = await models.of(text);
      const answer = await ask(model, text, options);
      const { name, version, language } = model.manifest;
      const shown = options.json
        ? JSON.stringify({ text, model: { name, version, language }, ...answer })
        : describeSentiment(text, answer, colors);
      process.stdout.write(`${shown}\n`);
    }
  } finally {
    await models.close();
  }
}

async function ask(
  model: SentimentModel,
  text: string,
  { explain, attention }: Options,
): Promise<SentimentAnswer> {
  const { length } = explain ? tokenize(text) : [];
  if (length > mostExplainedTokens) {
    throw new CommandError(
      `A text has ${length} tokens; explain at most ${mostExplainedTokens} at once, or show --attention.`,
    );
  }
  const { bodies } = await model.answer([{ text, explain: attention ? 'attention' : explain }]);
  return JSON.parse(bodies[0]!);
}
