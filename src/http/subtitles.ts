import type { SpokenWord } from '../tasks/speech/transcript.ts';

/** A stretch of speech that is shown at once. */
export interface Segment {
  readonly text: string;
  /** Seconds. */
  readonly start: number;
  readonly end: number;
  readonly words: readonly SpokenWord[];
}

/** Seconds of silence that part segments, and seconds and words of a segment at most. */
const pause = 0.7;
const longest = 7;
const mostWords = 14;

/** Cuts words where the speaker pauses, and where there is too much to be read at once. */
export function segmentsOf(words: readonly SpokenWord[]): Segment[] {
  const groups: SpokenWord[][] = [];
  for (const word of words) {
    const group = groups.at(-1);
    const [first, last] = [group?.[0], group?.at(-1)];
    const goesOn =
      group !== undefined &&
      word.start - last!.end <= pause &&
      word.end - first!.start <= longest &&
      group.length < mostWords;
    if (goesOn) group.push(word);
    else groups.push([word]);
  }
  return groups.map((group) => ({
    text: group.map(({ word }) => word).join(' '),
    start: group[0]!.start,
    end: group.at(-1)!.end,
    words: group,
  }));
}

/** SubRip: numbered segments with their times. */
export function writeSrt(segments: readonly Segment[]): string {
  return segments
    .map(({ text, start, end }, i) => `${i + 1}\n${clock(start, ',')} --> ${clock(end, ',')}\n${text}\n`)
    .join('\n');
}

/** WebVTT (W3C). */
export function writeVtt(segments: readonly Segment[]): string {
  const cues = segments.map(
    ({ text, start, end }) => `${clock(start, '.')} --> ${clock(end, '.')}\n${text}\n`,
  );
  return ['WEBVTT\n', ...cues].join('\n');
}

/** Hours, minutes, seconds and milliseconds. */
function clock(seconds: number, point: string): string {
  const whole = Math.round(seconds * 1000);
  const part = (size: number, of: number): string => String(Math.floor(whole / size) % of).padStart(2, '0');
  const rest = String(whole % 1000).padStart(3, '0');
  return `${part(3_600_000, 100)}:${part(60_000, 60)}:${part(1000, 60)}${point}${rest}`;
}
