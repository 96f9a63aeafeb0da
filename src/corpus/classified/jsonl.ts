import { z } from 'zod';
import type { Source } from '../source.ts';
import { type ClassifiedOptions, type ClassifiedText, ClassifiedTexts } from './text.ts';

const lineSchema = z.object({
  text: z.string().regex(/\S/u, 'must not be empty'),
  label: z.union([z.string(), z.int()], 'must be a word or a whole number'),
});

/** Reads one JSON object a line: `{"text", "label"}`, other fields are passed over; blank lines are skipped. */
export function readJsonl({ file, lines }: Source, options: ClassifiedOptions): ClassifiedText[] {
  const read = new ClassifiedTexts(file, options);
  for (const [index, line] of lines.entries()) {
    if (line.trim() !== '') readLine(read, line, index + 1);
  }
  return read.texts;
}

function readLine(read: ClassifiedTexts, line: string, number: number): void {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    const problem = `is not JSON (${(error as Error).message})`;
    read.refuse(number, { problem, remedy: 'Write one whole JSON object on each line' });
    return;
  }
  const parsed = lineSchema.safeParse(value);
  if (parsed.success) {
    read.add(parsed.data.text, String(parsed.data.label), number);
    return;
  }
  const { path, message } = parsed.error.issues[0]!;
  const remedy = 'A line is {"text": "...", "label": "positive"}';
  read.refuse(number, { field: path.map(String).join('.') || undefined, problem: message, remedy });
}
