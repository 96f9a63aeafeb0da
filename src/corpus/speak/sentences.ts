import { z } from 'zod';
import type { Span } from '../../text/bio.ts';
import { type SpokenText, spokenWords } from '../../text/spoken.ts';
import { CorpusError } from '../error.ts';
import type { Source } from '../source.ts';

/** A sentence to be spoken, as it was written and as it is said. */
export interface SpokenSentence {
  readonly original: string;
  readonly spoken: SpokenText;
  /** In UTF-16 units of `original`, if the sentence is labelled. */
  readonly slots?: readonly Span[];
  /** Which data set the sentence is from. */
  readonly source?: string;
  /** What the voice is given instead of the text, such as English in the spelling of the language of its accent. */
  readonly aloud?: string;
  /** A language of espeak, which it says everything with. */
  readonly accent?: string;
}

/** Reads sentences: JSONL with `text` and perhaps `slots` if the name says so (`.jsonl`, perhaps `.gz` or `.br` after it), else one a line. */
export function readSentences({ file, lines }: Source): SpokenSentence[] {
  const isJson = /\.jsonl(?:\.gz|\.br)?$/.test(file);
  return lines.flatMap((line, index) => {
    if (line.trim() === '') return [];
    const { text, ...more } = isJson ? parsed(file, index + 1, line) : { text: line.trim() };
    const spoken = spokenWords(text);
    return spoken.text === '' ? [] : [{ original: text, spoken, ...more }];
  });
}

const lineSchema = z.object({
  text: z.string(),
  slots: z.array(z.object({ slot: z.string(), start: z.int(), end: z.int() })).exactOptional(),
  source: z.string().exactOptional(),
  // It goes into the arguments and scripts of programs, so nothing but letters.
  aloud: z
    .string()
    .regex(/^[\p{L}\p{M}][\p{L}\p{M}' ]*$/u, 'must be words of letters')
    .exactOptional(),
  accent: z
    .string()
    .regex(/^[a-z]{2,4}(-[a-z0-9]+)*$/i, 'must be a language of espeak, such as fr-fr')
    .exactOptional(),
});

function parsed(file: string, line: number, json: string): z.infer<typeof lineSchema> {
  const remedy =
    'Each line is an object like {"text": "...", "slots": [{"slot": "destination", "start": 23, "end": 29}]}, slots may be left out';
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (error) {
    throw new CorpusError(file, line, { problem: `is not JSON (${(error as Error).message})`, remedy });
  }
  const read = lineSchema.safeParse(value);
  if (read.success) return read.data;
  const { path, message } = read.error.issues[0]!;
  throw new CorpusError(file, line, { field: path.join('.'), problem: message, remedy });
}
