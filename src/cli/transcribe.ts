import { readFileSync } from 'node:fs';
import { Command, InvalidArgumentError } from 'commander';
import type { CtcHotword } from '../decoding/ctc/index.ts';
import { spokenTaggerOf } from '../runtime/registry.ts';
import { hotwordShape, parseHotword, writableHotword } from '../tasks/speech/hotword.ts';
import { loadSpeech } from '../tasks/speech/load-speech.ts';
import type { Decoding } from '../tasks/speech/request.ts';
import { placeInTime, type SaidSlot } from '../tasks/speech/said-slots.ts';
import type { SpeechModel } from '../tasks/speech/service.ts';
import type { SpeechAnswer, Transcript } from '../tasks/speech/transcript.ts';
import { loadTagger } from '../tasks/tag/load.ts';
import type { Tagger } from '../tasks/tag/tagger.ts';
import { colorsFor } from './colors.ts';
import { CommandError, run } from './fail.ts';
import { findModel } from './models.ts';
import { modelsOfTask } from './models-of-task.ts';
import { describeTranscript } from './transcript-text.ts';
import { wholeNumber } from './whole-number.ts';

interface Options {
  readonly model?: string;
  readonly tag?: true;
  readonly tagModel?: string;
  readonly beamWidth?: number;
  readonly alternatives: number;
  readonly hotword?: readonly CtcHotword[];
  readonly languageModel: boolean;
  readonly json?: true;
}

/** A recording on one's own disk may be an hour long. */
const limits = { seconds: 3600, decodedBytes: 2 ** 30 };

/** `slotline transcribe FILE...`: writes down what is said in recordings, and maybe finds its slots. */
export function transcribeCommand(): Command {
  return new Command('transcribe')
    .description('write down what is said in recordings: WAV, FLAC, MP3, or Opus in Ogg or WebM')
    .argument('<file...>', 'the recordings')
    .option('--model <name>', "a name in the models folder, or a package's folder")
    .option('--tag', 'find the slots of what is said')
    .option('--tag-model <name>', 'the tagger for --tag')
    .option('--beam-width <n>', "readings that are kept, instead of the model's own", wholeNumber(1, 200))
    .option('--alternatives <n>', 'most readings of a recording', wholeNumber(1, 20), 1)
    .option(
      '--hotword <text>',
      'a word or phrase that is expected, maybe with :weight; again for more',
      addHotword,
    )
    .option('--no-language-model', "leave the model's own language model out")
    .option('--json', 'print one JSON object a recording')
    .action((files: string[], options: Options) => run(() => transcribe(files, options)));
}

function addHotword(text: string, before: readonly CtcHotword[] = []): CtcHotword[] {
  const hotword = parseHotword(text);
  if (hotword === undefined) throw new InvalidArgumentError(hotwordShape);
  return [...before, hotword];
}

async function transcribe(files: readonly string[], options: Options): Promise<void> {
  const tagger = options.tag && (await loadTagger(readerOf(options)));
  const model = await loadSpeech(options.model === undefined ? defaultModel() : findModel(options.model));
  try {
    const decoding = decodingOf(options, model);
    const failures: CommandError[] = [];
    for (const file of files) {
      const heard = await hear(model, file, decoding);
      if (heard instanceof CommandError) failures.push(heard);
      else await show(file, heard, { model, tagger, json: options.json, named: files.length > 1 });
    }
    if (failures.length > 0) throw new CommandError(failures.map(({ message }) => message).join('\n'));
  } finally {
    await model.close();
    await tagger?.close();
  }
}

function decodingOf(options: Options, { manifest }: SpeechModel): Decoding {
  const letters = new Set(manifest.alphabet.symbols);
  return {
    beamWidth: options.beamWidth,
    alternatives: options.alternatives,
    hotwords: options.hotword?.map((hotword) => writable(hotword, letters)),
    ...(!options.languageModel && { languageModel: false }),
  };
}

interface Shown {
  readonly model: SpeechModel;
  readonly tagger: Tagger | undefined;
  readonly json: true | undefined;
  /** Whether the file's name stands before its text. */
  readonly named: boolean;
}

async function show(file: string, heard: Transcript, { model, tagger, json, named }: Shown): Promise<void> {
  const slots = tagger && (await slotsOf(tagger, heard));
  const { name, version } = model.manifest;
  const colors = colorsFor(process.stdout);
  const shown = json
    ? JSON.stringify({ file, model: { name, version }, ...heard, ...(slots && { slots }) })
    : describeTranscript(heard, slots, colors);
  process.stdout.write(`${named && !json ? `${colors.dim(file)}\n` : ''}${shown}\n`);
}

/** A file that cannot be heard must not stop those that follow it. */
async function hear(
  model: SpeechModel,
  file: string,
  decoding: Decoding,
): Promise<Transcript | CommandError> {
  let audio: Uint8Array;
  try {
    audio = readFileSync(file);
  } catch (error) {
    return new CommandError(`${file}: ${(error as Error).message}.`);
  }
  const { bodies } = await model.answer([{ audio, limits, decoding }]);
  const answer: SpeechAnswer = JSON.parse(bodies[0]!);
  return 'heard' in answer ? answer.heard : new CommandError(`${file}: ${answer.unheard.message}.`);
}

function writable(hotword: CtcHotword, letters: ReadonlySet<string>): CtcHotword {
  const written = writableHotword(hotword, letters);
  if (written !== undefined) return written;
  throw new CommandError(
    `The model cannot write the hotword ${hotword.text}: give it as it is said, in letters.`,
  );
}

async function slotsOf(tagger: Tagger, heard: Transcript): Promise<SaidSlot[]> {
  const [tagged] = await tagger.tag([{ text: heard.text }]);
  return placeInTime(heard, tagged!.slots);
}

/** The tagger that the service would ask, unless another is named. */
function readerOf({ tagModel }: Options): string {
  if (tagModel !== undefined) return findModel(tagModel);
  const taggers = modelsOfTask('tag', 'taggers', process.env);
  return taggers.get(spokenTaggerOf(taggers))!.folder;
}

/** The model that the service would ask. */
function defaultModel(): string {
  return modelsOfTask('speech', 'speech models', process.env).get()!.folder;
}
