import type { DecodedSentence } from '../../decoding/decode.ts';
import { type OffsetUnit, offsetMapper } from '../../text/offsets.ts';
import type { Token } from '../../text/tokenizer.ts';
import { millionths, writeMillionths } from '../tokens/confidence.ts';

/** One text's answer as JSON, and what is counted of it. */
export interface Answer {
  /** What `JSON.stringify(inUnit(toResult(...)))` would write. */
  readonly json: string;
  /** Slots found, and those of them with a confidence below one half. */
  readonly slots: number;
  readonly unsure: number;
}

/** The parts of answers that only depend on the label, `[labels]`. */
export interface AnswerParts {
  /** What follows a token's offsets. */
  readonly token: readonly string[];
  /** How the slot of a `B-x` begins; empty for other labels. */
  readonly slot: readonly string[];
}

/** Prepares a label set for `writeAnswer`. */
export function answerParts(labels: readonly string[]): AnswerParts {
  return {
    token: labels.map((label) => `,"label":${JSON.stringify(label)},"confidence":`),
    slot: labels.map((label) => (label.startsWith('B-') ? `{"slot":${JSON.stringify(label.slice(2))},` : '')),
  };
}

/** An answer for a text without tokens. */
export const emptyAnswer: Answer = { json: '{"tokens":[],"slots":[]}', slots: 0, unsure: 0 };

/** Characters that JSON writes as they are, and that have one offset in every unit. */
const plainText = /^[ !#-[\]-~]*$/;

/** Writes the answer for a decoded text, offsets in `unit`, without making its objects first. */
export function writeAnswer(
  text: string,
  tokens: readonly Token[],
  { labels, confidences, chunks }: DecodedSentence,
  parts: AnswerParts,
  unit: OffsetUnit,
): Answer {
  const stretch = plainText.test(text) ? plainStretch : stretchIn(text, unit);
  let json = '{"tokens":[';
  for (let t = 0; t < tokens.length; t++) {
    const { text: own, start, end } = tokens[t]!;
    const confidence = writeMillionths(millionths(confidences[t]!));
    json += `${t > 0 ? ',{' : '{'}${stretch(own, start, end)}${parts.token[labels[t]!]}${confidence}}`;
  }
  json += '],"slots":[';
  let unsure = 0;
  for (let c = 0; c < chunks.length; c++) {
    const { first, last, confidence } = chunks[c]!;
    const { start } = tokens[first]!;
    const { end } = tokens[last]!;
    const count = millionths(confidence);
    if (count < 500_000) unsure++;
    const begin = `${c > 0 ? ',' : ''}${parts.slot[labels[first]!]}`;
    json += `${begin}${stretch(text.slice(start, end), start, end)},"confidence":${writeMillionths(count)}}`;
  }
  return { json: `${json}]}`, slots: chunks.length, unsure };
}

/** Writes a stretch of the text with its offsets. */
type Stretch = (own: string, start: number, end: number) => string;

const plainStretch: Stretch = (own, start, end) => `"text":"${own}","start":${start},"end":${end}`;

function stretchIn(text: string, unit: OffsetUnit): Stretch {
  const map = offsetMapper(text, unit);
  return (own, start, end) => `"text":${JSON.stringify(own)},"start":${map(start)},"end":${map(end)}`;
}
