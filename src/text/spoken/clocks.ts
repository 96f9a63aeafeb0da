import { numberWords } from './numbers.ts';
import { ended, type SpokenRule, spelled, spokenRule } from './rule.ts';

const half = String.raw`([ap])\.?\s?m(?:\.(?!\p{L})|${ended})`;
const numberBefore =
  /(?:\d|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|teen|twenty|thirty|forty|fifty|o'?clock)\s+$/iu;

function clockWords(hour: number, minute: number, tail: string): string | undefined {
  if (hour > 24 || minute > 59) return undefined;
  if (minute > 0) return `${numberWords(hour)} ${minute < 10 ? 'oh ' : ''}${numberWords(minute)}${tail}`;
  if (tail !== '') return numberWords(hour) + tail;
  return hour > 12 || hour === 0 ? `${numberWords(hour)} hundred` : `${numberWords(hour)} o'clock`;
}

/** Times of day: "5:30pm", "515 pm", "5 p.m.", "17:45", and "am" or "p m" after a number in words. */
export const clockRules: readonly SpokenRule[] = [
  spokenRule(String.raw`(\d{1,2})(?:\s?[:;.]?\s?(\d{2}))?\s*${half}`, ([, hour, minute = '0', letter]) =>
    clockWords(Number(hour), Number(minute), ` ${spelled(`${letter}m`)}`),
  ),
  spokenRule(String.raw`(\d{1,2})[:;](\d{2})(?:[:;]\d{2})?${ended}`, ([, hour, minute]) =>
    clockWords(Number(hour), Number(minute), ''),
  ),
  spokenRule(half, ([whole, letter], before) => {
    const surely = /\./.test(whole) || /^pm/i.test(whole) || numberBefore.test(before);
    return surely ? spelled(`${letter}m`) : undefined;
  }),
  spokenRule(`(\\d{1,2})\\s?o['’"]?\\s?clock${ended}`, ([, hour]) => `${numberWords(Number(hour))} o'clock`),
  spokenRule(`o["\`]clock${ended}`, () => "o'clock"),
];
