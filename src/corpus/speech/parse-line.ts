import type { z } from 'zod';
import type { Problem } from '../error.ts';

/** A line that was understood, or what is wrong with it. */
export type ParsedLine<Line> =
  | { readonly parsed: Line; readonly broken?: never }
  | { readonly parsed?: never; readonly broken: Problem };

/** Reads one JSON object by a schema; `example` shows how a line looks. */
export function parseSpeechLine<Line>(
  line: string,
  schema: z.ZodType<Line>,
  example: string,
): ParsedLine<Line> {
  const remedy = `A line is ${example}`;
  try {
    const result = schema.safeParse(JSON.parse(line));
    if (result.success) return { parsed: result.data };
    const issue = result.error.issues[0]!;
    return { broken: { field: issue.path.join('.') || undefined, problem: issue.message, remedy } };
  } catch (error) {
    return { broken: { problem: `is not JSON (${(error as Error).message})`, remedy } };
  }
}
