import type { HeardLetter } from './answer.ts';

/** Neighbouring frames that most likely speak the same letter. */
export interface Run {
  readonly letter: string;
  /** Frames, the end exclusive. */
  readonly start: number;
  readonly end: number;
  /** Mean probability of the letter. */
  readonly probability: number;
  /** Other letters that they may speak, the likeliest first. */
  readonly others: readonly string[];
}

/** The letters that occur, as rows: the blank first, then signs, then letters in their order. */
export function rowsOf(best: readonly (readonly HeardLetter[])[]): string[] {
  const letters = new Set(best.flatMap((frame) => frame.map(({ letter }) => letter)));
  return [...letters.add('')].sort((a, b) => (a < b ? -1 : 1));
}

/** The frames as runs, one after another. */
export function runsOf(best: readonly (readonly HeardLetter[])[]): Run[] {
  const starts = best.flatMap(([first], frame) =>
    frame > 0 && first?.letter === best[frame - 1]?.[0]?.letter ? [] : [frame],
  );
  return starts.map((start, place) => {
    const end = starts[place + 1] ?? best.length;
    const frames = best.slice(start, end);
    const letter = frames[0]?.[0]?.letter ?? '';
    const sum = frames.reduce((total, [first]) => total + (first?.probability ?? 0), 0);
    return { letter, start, end, probability: sum / frames.length, others: othersOf(frames) };
  });
}

function othersOf(frames: readonly (readonly HeardLetter[])[]): string[] {
  const most = new Map<string, number>();
  for (const { letter, probability } of frames.flatMap((frame) => frame.slice(1))) {
    most.set(letter, Math.max(probability, most.get(letter) ?? 0));
  }
  return [...most].sort(([, a], [, b]) => b - a).map(([letter]) => letter);
}

/** What a letter is called where it cannot be seen. */
export function nameOf(letter: string): string {
  if (letter === '') return 'blank';
  return letter === ' ' ? 'space' : letter;
}

/** The loudest of each `step` samples, from 0 to 1. */
export function peaksOf(samples: Float32Array, step: number): number[] {
  return Array.from({ length: Math.ceil(samples.length / step) }, (_, place) => {
    const part = samples.subarray(Math.floor(place * step), Math.floor((place + 1) * step));
    return part.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
  });
}
