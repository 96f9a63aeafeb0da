import { type Span, SpanError, spansToBio } from '../text/bio.ts';
import { tokenize } from '../text/tokenizer.ts';
import type { Problem } from './error.ts';

/** The first thing that is wrong with a sentence's slots, if any. */
export function problemOfSlots(text: string, slots: readonly Span[]): Problem | undefined {
  for (const [index, span] of slots.entries()) {
    const problem = problemOfSpan(text, span, `slots[${index}]`);
    if (problem !== undefined) {
      return problem;
    }
  }
  return problemOfLabels(text, slots);
}

function problemOfSpan(text: string, { start, end }: Span, field: string): Problem | undefined {
  if (start >= end) {
    return {
      field: `${field}.end`,
      problem: `start ${start} is not before end ${end}`,
      remedy: 'Give the place after the last character as end',
    };
  }
  if (start < 0 || end > text.length) {
    return {
      field: `${field}.${start < 0 ? 'start' : 'end'}`,
      problem: `${start}-${end} is outside the text of ${text.length} UTF-16 units`,
      remedy: 'Count offsets in UTF-16 units (as JavaScript and Java do) from the start of text',
    };
  }
  const cut = [start, end].find((offset) => text.codePointAt(offset - 1)! > 0xffff);
  if (cut !== undefined) {
    return {
      field: `${field}.${cut === start ? 'start' : 'end'}`,
      problem: `offset ${cut} is inside a surrogate pair`,
      remedy: 'Count a character outside the basic plane, such as an emoji, as two UTF-16 units',
    };
  }
  return undefined;
}

function problemOfLabels(text: string, slots: readonly Span[]): Problem | undefined {
  try {
    spansToBio(tokenize(text), slots);
    return undefined;
  } catch (error) {
    if (!(error instanceof SpanError)) {
      throw error;
    }
    return {
      field: `slots[${slots.indexOf(error.span)}]`,
      problem: error.message,
      remedy: 'A tagger gives each token one slot, so spans must not overlap and must hold words',
    };
  }
}
