import type { Clip } from './plan.ts';
import { runProgram } from './programs.ts';
import type { EngineName } from './voices.ts';

/** A clip and the WAV file that is to hold it. */
export interface SpeakingJob {
  readonly clip: Clip;
  readonly file: string;
}

/** A program that speaks; `batch` clips of one voice are given to it at once. */
export interface SpeechEngine {
  readonly batch: number;
  /** Whether the voice keeps to the clip's tempo by itself; else the sound is stretched afterwards. */
  readonly hasTempo: (voiceId: string) => boolean;
  readonly speak: (jobs: readonly SpeakingJob[]) => Promise<void>;
}

/** The tempo at which to speak so that the clip's own results when its size has changed the speed too. */
const rate = ({ tempo, size }: Clip): number => tempo / size;

/** Words for the engine's own dictionary: all in small letters, the letter A (and no article) as `letterA`. */
const lexical = (aloud: string, letterA: string): string =>
  aloud
    .replaceAll(/(?<![A-Za-z'])A(?![A-Za-z'])/g, '\u0000')
    .toLowerCase()
    .replaceAll('\u0000', letterA);

async function espeak({ clip, file }: SpeakingJob): Promise<void> {
  const speed = Math.round(165 * rate(clip));
  const voice = `${clip.accent}+${clip.voice.id}`;
  await runProgram('espeak-ng', [
    '-v',
    voice,
    '-s',
    `${speed}`,
    '-p',
    `${clip.pitch}`,
    '-w',
    file,
    '-b',
    '1',
    lexical(clip.aloud, "[['eI]]"),
  ]);
}

async function flite({ clip, file }: SpeakingJob): Promise<void> {
  const stretch = (1 / rate(clip)).toFixed(3);
  await runProgram('flite', [
    '-voice',
    clip.voice.id,
    '--setf',
    `duration_stretch=${stretch}`,
    '-t',
    lexical(clip.aloud, 'ay'),
    '-o',
    file,
  ]);
}

/** What festival is to do; a sentence that it fails on does not stop the others. */
function festivalScript(jobs: readonly SpeakingJob[]): string {
  const lines = jobs.map(({ clip, file }) => {
    const text = lexical(clip.aloud, 'ay');
    const stretch = (1 / rate(clip)).toFixed(3);
    return `(unwind-protect (begin (Parameter.set 'Duration_Stretch ${stretch}) (utt.save.wave (utt.synth (Utterance Text "${text}")) "${file}" 'riff)) nil)`;
  });
  return [`(voice_${jobs[0]!.clip.voice.id})`, ...lines, ''].join('\n');
}

/** The engines: espeak and flite start in a moment, festival takes a while, so it gets many sentences at once. */
export const engines: Readonly<Record<EngineName, SpeechEngine>> = {
  espeak: { batch: 1, hasTempo: () => true, speak: ([job]) => espeak(job!) },
  flite: { batch: 1, hasTempo: () => true, speak: ([job]) => flite(job!) },
  festival: {
    batch: 32,
    hasTempo: (id) => !id.endsWith('_hts'),
    speak: (jobs) => runProgram('festival', ['--pipe'], Buffer.from(festivalScript(jobs))),
  },
};
