import { existsSync } from 'node:fs';
import { z } from 'zod';
import { CorpusError, type Problem, type ReadOptions, report } from '../error.ts';
import { readSource, type Source } from '../source.ts';
import type { KeywordedText } from './text.ts';

/** How to read texts with keywords. */
export interface KeywordedOptions extends ReadOptions {
  /** The field of a line that holds its phrases. */
  readonly field: string;
}

/** The endings of the files that can be read. */
export const keywordedEndings = ['jsonl', 'jsonl.gz', 'jsonl.br'];

const lineSchema = z.looseObject({
  text: z.string().regex(/\S/u, 'must not be empty'),
  id: z.union([z.string(), z.int()], 'must be a word or a whole number').optional(),
});

const phrasesSchema = z.array(z.string().regex(/\S/u, 'must not be empty'), 'must be a list of phrases');

/**
 * Reads one JSON object a line, `{"text", FIELD: ["a phrase", ...]}`, with `id` if it is there; other fields are passed
 * over, blank lines skipped. The file is `.jsonl`, also `.gz` or `.br`. Throws a CorpusError.
 */
export function readKeyworded(
  file: string,
  options: KeywordedOptions,
): { readonly texts: KeywordedText[]; readonly source: Source } {
  if (!keywordedEndings.some((ending) => file.endsWith(`.${ending}`)) || !existsSync(file)) {
    throw new CorpusError(file, undefined, {
      problem: existsSync(file) ? 'is not of a known format' : 'does not exist',
      remedy: 'Give a .jsonl file, which may be packed as .gz or .br',
    });
  }
  const source = readSource(file);
  const texts = source.lines.flatMap((line, index): KeywordedText[] => {
    if (line.trim() === '') return [];
    const read = parseLine(line, options.field);
    if (!('problem' in read)) return [{ ...read, at: { file, line: index + 1 } }];
    report(new CorpusError(file, index + 1, read), options);
    return [];
  });
  return { texts, source };
}

function parseLine(line: string, field: string): Omit<KeywordedText, 'at'> | Problem {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    const problem = `is not JSON (${(error as Error).message})`;
    return { problem, remedy: 'Write one whole JSON object on each line' };
  }
  const parsed = lineSchema.safeParse(value);
  if (!parsed.success) return problemOf(parsed.error.issues[0]!, field);
  const { text, id } = parsed.data;
  if (!Object.hasOwn(parsed.data, field)) return missing(parsed.data, field);
  const phrases = phrasesSchema.safeParse(parsed.data[field]);
  if (!phrases.success) return problemOf(phrases.error.issues[0]!, field, [field]);
  const keywords = phrases.data.map((phrase) => phrase.trim().replaceAll(/\s+/gu, ' '));
  return { text, keywords, ...(id !== undefined && { id: String(id) }) };
}

function problemOf(issue: z.core.$ZodIssue, field: string, within: readonly string[] = []): Problem {
  const path = [...within, ...issue.path.map(String)].join('.');
  const remedy = `A line is {"text": "...", "${field}": ["a phrase", "another"]}`;
  return { field: path || undefined, problem: issue.message, remedy };
}

/** Published data sets name the phrases differently, so the fields that could be meant are told. */
function missing(line: Readonly<Record<string, unknown>>, field: string): Problem {
  const lists = Object.keys(line).filter((name) => phrasesSchema.safeParse(line[name]).success);
  return {
    field,
    problem: 'is not there',
    remedy:
      lists.length > 0
        ? `Name the field of the phrases in data.field of the recipe: the line has ${lists.join(', ')}`
        : `Give every text its phrases: {"text": "...", "${field}": ["a phrase", "another"]}`,
  };
}
