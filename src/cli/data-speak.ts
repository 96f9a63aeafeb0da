import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { readSource, sha256OfSources } from '../corpus/source.ts';
import { isEspeak } from '../corpus/speak/plan.ts';
import { missingPrograms, programs } from '../corpus/speak/programs.ts';
import type { Recording } from '../corpus/speak/record.ts';
import { readSentences } from '../corpus/speak/sentences.ts';
import { type SpeakOptions, speakSentences } from '../corpus/speak/speak.ts';
import { chooseVoices, type Voice } from '../corpus/speak/voices.ts';
import { randomSource } from '../random.ts';
import { CommandError, run } from './fail.ts';
import { holdFolder } from './hold-folder.ts';
import { exitCodes, onStopSignals, type StopSignal } from './stop-signals.ts';
import { wholeNumber } from './whole-number.ts';

interface Flags {
  readonly out: string;
  readonly voices: string;
  readonly holdOut?: string;
  readonly count?: number;
  readonly seed: string;
  readonly workers: number;
}

function voicesOf({ voices, holdOut }: Flags): Voice[] {
  try {
    const chosen = chooseVoices(voices, holdOut);
    if (chosen.length > 0) return chosen;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new CommandError(
      `${error.message}; name parts (train, dev, test, all), programs (espeak, flite, festival) or voices`,
      2,
    );
  }
  throw new CommandError('--hold-out leaves no voice of --voices', 2);
}

function checkPrograms(voices: readonly Voice[]): void {
  const missing = missingPrograms(voices.map(({ engine }) => engine));
  if (missing.length === 0) return;
  const packages = missing.map((program) => programs[program]).join(' ');
  throw new CommandError(
    `not installed: ${missing.join(', ')}; on Debian: apt-get install --no-install-recommends ${packages}`,
  );
}

/** The pack says how it was made, and is only gone on with by the same command. */
function checkMaking(folder: string, making: Record<string, unknown>): void {
  const file = join(folder, 'made.json');
  const content = `${JSON.stringify(making, null, 2)}\n`;
  mkdirSync(folder, { recursive: true });
  if (existsSync(file) && readFileSync(file, 'utf8') !== content) {
    throw new CommandError(
      `${folder} was made with other sentences or options (see made.json); choose another --out or remove it`,
    );
  }
  writeFileSync(file, content);
}

async function speak(file: string, flags: Flags): Promise<void> {
  const voices = voicesOf(flags);
  checkPrograms(voices);
  const source = readSource(file);
  const sentences = drawn(readSentences(source), flags);
  if (sentences.some(({ accent }) => accent !== undefined) && !voices.some(isEspeak)) {
    throw new CommandError(`${file} has sentences with an accent, which only voices of espeak have`, 2);
  }
  const { count, seed, out: folder, workers } = flags;
  const letGo = holdFolder(folder);
  try {
    checkMaking(folder, {
      sentences: sha256OfSources([source]),
      count,
      seed,
      voices: voices.map(({ name }) => name),
    });
    await record({ sentences, voices, seed, folder, workers });
  } finally {
    letGo();
  }
}

/** Speaks until all is done or a signal asks to stop, which ends the work after its step. */
async function record(options: Omit<SpeakOptions, 'stopped'>): Promise<void> {
  let signal: StopSignal | undefined;
  const letGo = onStopSignals(
    (given) => {
      signal = given;
    },
    () => undefined,
  );
  const counts = { clips: 0, seconds: 0, dropped: 0 };
  const stopped = (): boolean => signal !== undefined;
  for await (const { done, of, recordings } of speakSentences({ ...options, stopped })) {
    for (const recording of recordings) tell(recording, counts);
    process.stderr.write(`${done} of ${of} sentences\n`);
  }
  letGo();
  if (signal !== undefined) process.exitCode = exitCodes[signal];
  const hours = (counts.seconds / 3600).toFixed(2);
  process.stdout.write(
    `${counts.clips} clips, ${hours} hours in ${options.folder}; ${counts.dropped} left out\n`,
  );
}

function tell(recording: Recording, counts: { clips: number; seconds: number; dropped: number }): void {
  if ('flac' in recording) {
    counts.clips += 1;
    counts.seconds += recording.seconds;
    return;
  }
  const { clip, problem } = recording;
  counts.dropped += 1;
  process.stderr.write(`left out: ${clip.voice.name} "${clip.aloud}": ${problem.split('\n')[0]}\n`);
}

/** The first `count` sentences in a seeded order, starting over when there are fewer; all in their own order without a count. */
function drawn<Item>(items: readonly Item[], { count, seed }: Flags): Item[] {
  if (count === undefined || items.length === 0) return [...items];
  const random = randomSource(`sentences ${seed}`);
  const order = [...items];
  for (let i = order.length - 1; i > 0; i -= 1) {
    const j = random.integer(i + 1);
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  return Array.from({ length: count }, (_, i) => order[i % order.length]!);
}

/** `slotline data speak SENTENCES`: synthesised speech to train and measure speech models with. */
export function dataSpeakCommand(): Command {
  return new Command('speak')
    .description('speak sentences with the synthesisers that are installed, into a pack of speech')
    .argument('<sentences>', 'JSONL with text and perhaps slots, or a text file of one sentence a line')
    .requiredOption('--out <folder>', 'the pack: audio.pack and index.jsonl; a stopped run is gone on with')
    .option(
      '--voices <list>',
      'parts (train, dev, test, all), programs (espeak, flite, festival) or voices',
      'train',
    )
    .option('--hold-out <list>', 'voices to leave out, named likewise')
    .option('--count <n>', 'how many sentences, drawn at random', wholeNumber(1))
    .option('--seed <seed>', 'any text; the same seed gives the same clips', '1')
    .option('--workers <n>', 'how many programs speak at a time', wholeNumber(1, 64), 2)
    .action((file: string, flags: Flags) => run(() => speak(file, flags)));
}
