import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spokenSlots } from '../spoken.ts';
import { type NewEntry, openPack } from './pack.ts';
import { type Clip, planClips } from './plan.ts';
import { type Recording, recordClips, recordedRate } from './record.ts';
import type { SpokenSentence } from './sentences.ts';
import type { Voice } from './voices.ts';

/** What to speak, by whom, and where to. */
export interface SpeakOptions {
  readonly sentences: readonly SpokenSentence[];
  readonly voices: readonly Voice[];
  readonly seed: string;
  readonly folder: string;
  /** How many programs run at a time. */
  readonly workers: number;
  /** Looked at after each step: true ends the work, which can be taken up later. */
  readonly stopped: () => boolean;
}

/** How far the work is. */
export interface SpeakProgress {
  readonly done: number;
  readonly of: number;
  /** Of this run. */
  readonly recordings: readonly Recording[];
}

/** Clips between two writes. */
const step = 64;

/** Speaks sentences into a pack, and goes on where an earlier run with the same options stopped; a step's end gives progress. */
export async function* speakSentences(options: SpeakOptions): AsyncGenerator<SpeakProgress, void, undefined> {
  const { sentences, voices, seed, folder, workers, stopped } = options;
  const clips = planClips(
    sentences.map(({ spoken, aloud = spoken.aloud, accent }) => ({ aloud, accent })),
    voices,
    seed,
  );
  // The step of the last entry may be half written: it is made again.
  const pack = openPack(folder, (last) => last - (last % step));
  const last = pack.entries.at(-1);
  const scratch = mkdtempSync(join(tmpdir(), 'slotline-speak-'));
  try {
    for (
      let from = last ? last.clip - (last.clip % step) + step : 0;
      from < clips.length && !stopped();
      from += step
    ) {
      const recordings = await recordClips(clips.slice(from, from + step), scratch, workers);
      pack.add(
        recordings.flatMap((each) =>
          'flac' in each
            ? [{ bytes: each.flac, entry: entryOf(each.clip, each.seconds, sentences[each.clip.number]!) }]
            : [],
        ),
      );
      yield { done: Math.min(from + step, clips.length), of: clips.length, recordings };
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function entryOf(clip: Clip, seconds: number, { original, spoken, slots, source }: SpokenSentence): NewEntry {
  return {
    id: `${clip.number}-${clip.voice.name}`,
    fmt: 'flac',
    sr: recordedRate,
    dur: Math.round(seconds * 1000) / 1000,
    clip: clip.number,
    text: spoken.text,
    speaker: clip.voice.speaker,
    voice: clip.voice.name,
    engine: clip.voice.engine,
    ...(clip.accent && { accent: clip.accent }),
    original,
    ...(source && { source }),
    ...(slots && { slots, spokenSlots: spokenSlots(spoken, slots) }),
  };
}
