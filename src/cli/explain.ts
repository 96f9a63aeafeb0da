import { Command } from 'commander';
import type { Explanation } from '../tasks/tag/explanation.ts';
import { loadTagger } from '../tasks/tag/load.ts';
import type { TagResult } from '../tasks/tag/result.ts';
import { mostExplainedTokens } from '../tasks/tag/size.ts';
import type { NetworkStates } from '../tasks/tag/states.ts';
import type { Tagger } from '../tasks/tag/tagger.ts';
import { tokenize } from '../text/tokenizer.ts';
import { checkRequested, checkSlots, splitNames, textsOf } from './asking.ts';
import { colorsFor } from './colors.ts';
import { describeExplained } from './explained-text.ts';
import { CommandError, run } from './fail.ts';
import { findModel } from './models.ts';
import { describeStates } from './states-text.ts';

interface Options {
  readonly model?: string;
  readonly requested?: readonly string[];
  readonly slots?: readonly string[];
  readonly states?: true;
  readonly json?: true;
}

type Answer = TagResult & { readonly explanation?: Explanation; readonly states?: NetworkStates };

/** `slotline explain "text"`: shows what each word does for each slot, or what the network computes on its way. */
export function explainCommand(): Command {
  return new Command('explain')
    .description('show what each word does for the slots of a text, or of each line of standard input')
    .argument('[text...]', 'the text; without it, lines are read from standard input')
    .option('--model <name>', "a name in the models folder, or a package's folder")
    .option('--requested <slots>', 'slots that were just asked for, with commas between', splitNames)
    .option('--slots <slots>', 'slots to explain, with commas between; all without it', splitNames)
    .option('--states', 'show the gates and states of the network instead')
    .option('--json', 'print one JSON object a text, as POST /tag answers')
    .action((words: string[], options: Options) => run(() => explain(words, options)));
}

async function explain(words: readonly string[], options: Options): Promise<void> {
  if (options.states && options.slots) throw new CommandError('--slots goes without --states.', 2);
  const tagger = await loadTagger(findModel(options.model));
  try {
    checkOptions(tagger, options);
    for await (const text of textsOf(words)) {
      const answer = await ask(tagger, text, options);
      process.stdout.write(
        `${options.json ? JSON.stringify({ text, ...answer }) : show(tagger, text, answer)}\n`,
      );
    }
  } finally {
    await tagger.close();
  }
}

function checkOptions(tagger: Tagger, { requested, slots, states }: Options): void {
  const { name, model } = tagger.manifest;
  checkRequested(tagger, requested);
  checkSlots(tagger, slots);
  if (states && model.states === undefined) {
    throw new CommandError(`The package of ${name} lacks the graph of its states; train the model anew.`, 2);
  }
}

async function ask(tagger: Tagger, text: string, { requested, slots, states }: Options): Promise<Answer> {
  const { length } = tokenize(text);
  if (length > mostExplainedTokens) {
    throw new CommandError(`A text has ${length} tokens; explain at most ${mostExplainedTokens} at once.`);
  }
  const explained = { explain: states ? 'states' : true, explainSlots: slots } as const;
  const { bodies } = await tagger.answer([{ text, requested, unit: 'utf16', ...explained }]);
  return JSON.parse(bodies[0]!);
}

function show({ manifest }: Tagger, text: string, { tokens, explanation, states }: Answer): string {
  const colors = colorsFor(process.stdout);
  return states
    ? describeStates(
        tokens.map((token) => token.text),
        states,
        colors,
        process.stdout.columns,
      )
    : describeExplained(text, explanation!.slots, manifest.slots, colors);
}
