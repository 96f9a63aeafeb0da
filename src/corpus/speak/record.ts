import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { engines, type SpeakingJob } from './engines.ts';
import type { Clip } from './plan.ts';
import { runProgram } from './programs.ts';
import type { Voice } from './voices.ts';
import { readWave, trimmed } from './wave.ts';

/** A clip as it is kept: a FLAC file of one channel at 16 kHz; or why there is none. */
export type Recording =
  | { readonly clip: Clip; readonly flac: Buffer; readonly seconds: number }
  | { readonly clip: Clip; readonly problem: string };

/** Samples a second of all recordings. */
export const recordedRate = 16_000;

/** Letters a second that people can say; beyond, a program has left words out or spelled them. */
const letterRate = { least: 3, most: 32 };

/** Calls `work` for every item, `workers` at a time. */
async function each<Item>(
  items: readonly Item[],
  workers: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const left = items.values();
  const worker = async (): Promise<void> => {
    for (const item of left) await work(item);
  };
  await Promise.all(Array.from({ length: workers }, worker));
}

/** The jobs in the groups that their engines take at once (those of one voice, up to its batch), the large ones first. */
function grouped(jobs: readonly SpeakingJob[]): SpeakingJob[][] {
  const byVoice = new Map<Voice, SpeakingJob[]>();
  for (const job of jobs) {
    const { voice } = job.clip;
    byVoice.set(voice, [...(byVoice.get(voice) ?? []), job]);
  }
  const groups = [...byVoice].flatMap(([voice, all]) => {
    const { batch } = engines[voice.engine];
    return Array.from({ length: Math.ceil(all.length / batch) }, (_, i) =>
      all.slice(i * batch, (i + 1) * batch),
    );
  });
  return groups.sort((a, b) => b.length - a.length);
}

/** Speaks the clips with `workers` programs at a time, in temporary files in `folder`; the results are in the clips' order. */
export async function recordClips(
  clips: readonly Clip[],
  folder: string,
  workers: number,
): Promise<Recording[]> {
  const jobs = clips.map((clip) => ({ clip, file: join(folder, `${clip.number}.wav`) }));
  const recordings = new Map<Clip, Recording>();
  await each(grouped(jobs), workers, async (group) => {
    const failure = await engines[group[0]!.clip.voice.engine].speak(group).then(
      () => undefined,
      (error: Error) => error.message,
    );
    for (const job of group) recordings.set(job.clip, await finish(job, failure));
  });
  return clips.map((clip) => recordings.get(clip)!);
}

async function finish({ clip, file }: SpeakingJob, failure: string | undefined): Promise<Recording> {
  try {
    const wave = readWave(await readFile(file));
    if (wave === undefined) return { clip, problem: 'the program wrote no sound of 16 bits' };
    const { rate, samples } = trimmed(wave, clip.peak);
    if (samples.length === 0) return { clip, problem: 'is silent' };
    return await encoded(clip, `${file}.flac`, rate, samples);
  } catch (error) {
    return { clip, problem: failure ?? (error as Error).message };
  } finally {
    await rm(file, { force: true });
  }
}

async function encoded(clip: Clip, file: string, rate: number, samples: Int16Array): Promise<Recording> {
  const stretch = engines[clip.voice.engine].hasTempo(clip.voice.id)
    ? []
    : ['tempo', '-s', (clip.tempo / clip.size).toFixed(3)];
  const input = ['-t', 'raw', '-r', `${rate}`, '-e', 'signed-integer', '-b', '16', '-L', '-c', '1', '-'];
  const effects = [
    'speed',
    `${clip.size}`,
    ...stretch,
    'rate',
    `${recordedRate}`,
    'pad',
    `${clip.before}`,
    `${clip.after}`,
  ];
  await runProgram('sox', ['-D', '-R', '-V1', ...input, '-b', '16', file, ...effects], littleEndian(samples));
  const flac = await readFile(file);
  await rm(file, { force: true });
  const seconds = flacSamples(flac) / recordedRate;
  const spoken = clip.aloud.replaceAll(' ', '').length / (seconds - clip.before - clip.after);
  // A single word may be drawn out, a long sentence may not.
  const usual = spoken <= letterRate.most && (spoken >= letterRate.least || clip.aloud.length < 8);
  return usual ? { clip, flac, seconds } : { clip, problem: `has ${spoken.toFixed(1)} letters a second` };
}

function littleEndian(samples: Int16Array): Buffer {
  const bytes = Buffer.alloc(samples.length * 2);
  for (const [i, sample] of samples.entries()) bytes.writeInt16LE(sample, 2 * i);
  return bytes;
}

/** How many samples a FLAC file has, by its first block (36 bits of STREAMINFO, RFC 9639 section 8.2). */
export function flacSamples(flac: Buffer): number {
  return (flac.readUInt8(21) & 15) * 2 ** 32 + flac.readUInt32BE(22);
}
