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
