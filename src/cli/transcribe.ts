import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import type { CtcHotword } from '../decoding/ctc/index.ts';
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
  const [, words = text, weight] = /^(.*?)(?::(-?\d+(?:\.\d+)?))?$/u.exec(text) ?? [];
  return [...before, { text: words.toLowerCase(), ...(weight !== undefined && { weight: Number(weight) }) }];
}

async function transcribe(files: readonly string[], options: Options): Promise<void> {
  const { model: wanted, tag, tagModel, json } = options;
  const folder = wanted === undefined ? defaultModel() : findModel(wanted);
  const tagger = tag && (await loadTagger(findModel(tagModel)));
  const model = await loadSpeech(folder);
  const decoding: Decoding = {
    beamWidth: options.beamWidth,
    alternatives: options.alternatives,
    hotwords: options.hotword,
    ...(!options.languageModel && { languageModel: false }),
  };
  try {
    const colors = colorsFor(process.stdout);
    const { name, version } = model.manifest;
    for (const file of files) {
      const heard = await hear(model, file, decoding);
      const slots = tagger && (await slotsOf(tagger, heard));
      const shown = json
        ? JSON.stringify({ file, model: { name, version }, ...heard, ...(slots && { slots }) })
        : describeTranscript(heard, slots, colors);
      process.stdout.write(`${files.length > 1 && !json ? `${colors.dim(file)}\n` : ''}${shown}\n`);
    }
  } finally {
    await model.close();
    await tagger?.close();
  }
}

async function hear(model: SpeechModel, file: string, decoding: Decoding): Promise<Transcript> {
  const { bodies } = await model.answer([{ audio: readFileSync(file), limits, decoding }]);
  const answer: SpeechAnswer = JSON.parse(bodies[0]!);
  if ('heard' in answer) return answer.heard;
  throw new CommandError(`${file}: ${answer.unheard.message}.`);
}

async function slotsOf(tagger: Tagger, heard: Transcript): Promise<SaidSlot[]> {
  const [tagged] = await tagger.tag([{ text: heard.text }]);
  return placeInTime(heard, tagged!.slots);
}

/** The model that the service would ask. */
function defaultModel(): string {
  return modelsOfTask('speech', 'speech models', process.env).get()!.folder;
}
