import { bioToSpans } from '../text/bio.ts';
import type { Problem } from './error.ts';
import type { LabelledSentence } from './sentence.ts';
import { problemOfSlots } from './slots.ts';

/**
 * Makes a sentence of words and their labels (IOB1 or IOB2): the text is the words joined with one space.
 * Gives the problem instead when a label has another form or the counts differ.
 */
export function joinWords(words: readonly string[], labels: readonly string[]): LabelledSentence | Problem {
  if (words.length !== labels.length) {
    return {
      problem: `${words.length} words but ${labels.length} labels`,
      remedy: 'Give every word exactly one label',
    };
  }
  const wrong = labels.find((label) => label !== 'O' && !/^[BI]-./u.test(label));
  if (wrong !== undefined) {
    return {
      field: 'label',
      problem: `'${wrong}' is neither O nor B- or I- with a slot's name`,
      remedy: 'Use IOB labels: B- on the first word of a slot, I- on its others, O elsewhere',
    };
  }
  const starts: number[] = [];
  let length = 0;
  for (const word of words) {
    starts.push(length);
    length += word.length + 1;
  }
  const text = words.join(' ');
  const slots = bioToSpans(labels).map(({ slot, start, end }) => ({
    slot,
    start: starts[start]!,
    end: starts[end - 1]! + words[end - 1]!.length,
  }));
  return problemOfSlots(text, slots) ?? { text, slots };
}
