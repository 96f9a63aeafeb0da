import { z } from 'zod';
import { CorpusError, type Problem, type ReadOptions, report } from './error.ts';
import type { LabelledSentence } from './sentence.ts';
import { problemOfSlots } from './slots.ts';
import type { Source } from './source.ts';

const slotName = z.string().regex(/^[^\s\p{Cc}]+$/u, 'must be a name without spaces and control characters');

const lineSchema = z.strictObject({
  text: z.string().regex(/\S/u, 'must not be empty'),
  slots: z.array(z.strictObject({ slot: slotName, start: z.int(), end: z.int() })),
  requested: z.array(slotName).exactOptional(),
  source: z.string().exactOptional(),
  id: z.string().exactOptional(),
  lang: z.string().exactOptional(),
});

/** Reads one JSON object a line: `{"text", "slots": [{"slot", "start", "end"}]}`; blank lines are skipped. */
export function readJsonl({ file, lines }: Source, options: ReadOptions = {}): LabelledSentence[] {
  const sentences: LabelledSentence[] = [];
  lines.forEach((line, index) => {
    if (line.trim() === '') {
      return;
    }
    const at = { file, line: index + 1 };
    const read = parseLine(line);
    if ('problem' in read) {
      report(new CorpusError(file, at.line, read), options);
    } else {
      sentences.push({ ...read, at });
    }
  });
  return sentences;
}

function parseLine(line: string): LabelledSentence | Problem {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    return {
      problem: `is not JSON (${(error as Error).message})`,
      remedy: 'Write one whole JSON object on each line',
    };
  }
  const parsed = lineSchema.safeParse(value);
  if (!parsed.success) {
    return problemOfIssue(parsed.error.issues[0]!);
  }
  return problemOfSlots(parsed.data.text, parsed.data.slots) ?? parsed.data;
}

function problemOfIssue(issue: z.core.$ZodIssue): Problem {
  const path = issue.path.reduce<string>(
    (field, key) => (typeof key === 'number' ? `${field}[${key}]` : `${field}${field && '.'}${String(key)}`),
    '',
  );
  if (issue.code === 'unrecognized_keys') {
    return {
      field: `${path}${path && '.'}${issue.keys[0]}`,
      problem: 'is not a field of this format',
      remedy:
        'Remove it; a sentence has text, slots, requested, source, id and lang, a slot has slot, start and end',
    };
  }
  return {
    field: path || undefined,
    problem: issue.message,
    remedy: 'A line is {"text": "...", "slots": [{"slot": "destination", "start": 23, "end": 29}]}',
  };
}
