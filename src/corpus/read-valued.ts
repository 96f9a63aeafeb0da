import { z } from 'zod';
import { CorpusError } from './error.ts';
import type { LabelledSentence } from './sentence.ts';
import type { Source } from './source.ts';
import { spansOfValues } from './values.ts';

const lineSchema = z.object({
  id: z.string().exactOptional(),
  text: z.string().nullable(),
  slots: z.record(z.string(), z.string()),
});

/**
 * Reads texts whose slots are known as values only, and finds these in them; `unlabelled` counts those without text or
 * with a value that does not stand in it. Throws a CorpusError.
 */
export function readValued({ file, lines }: Source): { sentences: LabelledSentence[]; unlabelled: number } {
  const sentences: LabelledSentence[] = [];
  let unlabelled = 0;
  lines.forEach((line, index) => {
    if (line.trim() === '') return;
    const { id, text, slots } = parsed(file, index + 1, line);
    const spans = text === null ? undefined : spansOfValues(text, slots);
    if (text === null || spans === undefined) unlabelled += 1;
    else sentences.push({ text, slots: spans, ...(id !== undefined && { id }) });
  });
  return { sentences, unlabelled };
}

function parsed(file: string, line: number, json: string): z.infer<typeof lineSchema> {
  const remedy =
    'Each line is an object like {"id": "7", "text": "a large latte", "slots": {"size": "large"}}';
  try {
    return lineSchema.parse(JSON.parse(json));
  } catch (error) {
    const problem =
      error instanceof z.ZodError
        ? `${error.issues[0]!.path.join('.')}: ${error.issues[0]!.message}`
        : 'is not JSON';
    throw new CorpusError(file, line, { problem, remedy });
  }
}
