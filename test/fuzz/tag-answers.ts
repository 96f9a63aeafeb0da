import { toUSVString } from 'node:util';
import { bioToSpans, slotOf } from '../../src/text/bio.ts';
import type { OffsetUnit } from '../../src/text/offsets.ts';

/** A good request to `POST /tag`. */
export interface TagRequestBody {
  readonly text?: string;
  readonly texts?: readonly string[];
  readonly model?: string;
  readonly offsetUnit?: OffsetUnit;
  readonly requested?: readonly string[] | readonly (readonly string[])[];
  readonly explain?: boolean | 'states';
  readonly explainSlots?: readonly string[];
}

/** A stretch of a text, with its offsets. */
export interface Stretch {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** What one text is answered. */
export interface TagResultBody {
  readonly tokens: readonly (Stretch & { readonly label: string; readonly confidence: number })[];
  readonly slots: readonly SlotBody[];
  readonly explanation?: {
    readonly slots: readonly (SlotBody & {
      readonly words: readonly (Stretch & { readonly effect: number })[];
    })[];
  };
  readonly states?: {
    readonly layers: readonly {
      readonly directions: readonly {
        readonly values: Readonly<Record<string, readonly (readonly number[])[]>>;
      }[];
    }[];
  };
}

/** A found slot. */
export interface SlotBody extends Stretch {
  readonly slot: string;
  readonly confidence: number;
}

/** Cuts a text as clients do who count in each unit. */
const cuts: Readonly<Record<OffsetUnit, (text: string) => (start: number, end: number) => string>> = {
  utf16: (text) => (start, end) => text.slice(start, end),
  codePoint(text) {
    const points = [...text];
    return (start, end) => points.slice(start, end).join('');
  },
  byte(text) {
    const bytes = Buffer.from(text);
    return (start, end) => bytes.subarray(start, end).toString();
  },
};

/** Cuts a text as a client does who counts in this unit. */
export function cutIn(text: string, unit: OffsetUnit): (start: number, end: number) => string {
  return cuts[unit](text);
}

/** What is wrong with offsets of stretches of a text; undefined if nothing is. */
export function offsetFault(
  text: string,
  unit: OffsetUnit,
  stretches: readonly Stretch[],
): string | undefined {
  const cut = cutIn(text, unit);
  // Bytes of UTF-8 know no lone surrogates.
  const inUnit = (words: string): string => (unit === 'byte' ? toUSVString(words) : words);
  for (const { text: words, start, end } of stretches) {
    const isOutside = start >= end || cut(end - 1, end) === '';
    if (isOutside || cut(start, end) !== inUnit(words)) {
      return `${unit} ${start}-${end} are ${JSON.stringify(cut(start, end))}, not ${JSON.stringify(words)}`;
    }
  }
  return undefined;
}

/** What is wrong with the answer to one text, beyond what its schema says; undefined if nothing is. */
export function tagFault(
  text: string,
  unit: OffsetUnit,
  { tokens, slots }: TagResultBody,
): string | undefined {
  const misplaced = offsetFault(text, unit, [...tokens, ...slots]);
  if (misplaced !== undefined) return misplaced;
  const unordered = tokens.findIndex(({ start }, i) => start < (tokens[i - 1]?.end ?? 0));
  if (unordered >= 0) return `token ${unordered} begins before the one before it ends`;
  return labelFault(tokens.map(({ label }) => label)) ?? slotFault({ tokens, slots });
}

function labelFault(labels: readonly string[]): string | undefined {
  const stray = labels.findIndex((label, i) => {
    const before = labels[i - 1];
    return label.startsWith('I-') && (before === undefined || slotOf(before) !== slotOf(label));
  });
  return stray < 0 ? undefined : `label ${stray} of ${labels.join(' ')} goes on with what has not begun`;
}

/** Slots are what the labels say, from the start of a token to the end of one. */
function slotFault({ tokens, slots }: TagResultBody): string | undefined {
  const told = bioToSpans(tokens.map(({ label }) => label)).map(({ slot, start, end }) => ({
    slot,
    start: tokens[start]!.start,
    end: tokens[end - 1]!.end,
  }));
  const found = slots.map(({ slot, start, end }) => ({ slot, start, end }));
  const [expected, actual] = [JSON.stringify(told), JSON.stringify(found)];
  return expected === actual ? undefined : `slots ${actual} instead of ${expected}`;
}

/** The requests that ask for each text by itself. */
export function soloRequests({ texts = [], requested, ...rest }: TagRequestBody): TagRequestBody[] {
  return texts.map((text, i) => {
    const own = requested?.[i];
    const names = Array.isArray(own) ? own : requested;
    return { ...rest, text, ...(names && { requested: names as string[] }) };
  });
}
