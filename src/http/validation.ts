import type { z } from 'zod';
import { jsonPointer, type ProblemCode, problems, SlotlineError } from '../errors.ts';
import { example } from './body.ts';

/** A longer name of a field is not sent back. */
const longestPointer = 200;

/** Fastify's validator for zod schemas: gives the parsed value, or the SlotlineError of the first issue. */
export function zodValidator({ schema }: { schema: unknown }) {
  return (value: unknown): { value: unknown } | { error: SlotlineError } => {
    const result = (schema as z.ZodType).safeParse(value);
    return result.success ? { value: result.data } : { error: errorOf(result.error.issues[0]!, value) };
  };
}

function errorOf(issue: z.core.$ZodIssue, value: unknown): SlotlineError {
  // Fastify validates null where there is no body.
  if (value === undefined || value === null) {
    return new SlotlineError('empty_body', example);
  }
  if (issue.code === 'unrecognized_keys') {
    const pointer = jsonPointer([...issue.path, issue.keys[0]!]);
    const detail = 'There is no such field; leave it out';
    return new SlotlineError('unknown_field', detail, pointer.length > longestPointer ? {} : { pointer });
  }
  const pointer = jsonPointer(issue.path);
  return new SlotlineError(problemOf(issue), detailOf(issue), { pointer });
}

function problemOf(issue: z.core.$ZodIssue): ProblemCode {
  const problem: unknown = issue.code === 'custom' ? issue.params?.problem : undefined;
  return typeof problem === 'string' && Object.hasOwn(problems, problem)
    ? (problem as ProblemCode)
    : 'invalid_field';
}

function detailOf(issue: z.core.$ZodIssue): string {
  // A schema that has words of its own says more than the type.
  if (issue.code === 'invalid_type' && issue.message.startsWith('Invalid input'))
    return `Send ${articled(issue.expected)} here`;
  return issue.message.charAt(0).toUpperCase() + issue.message.slice(1);
}

function articled(type: string): string {
  return `${/^[aeiou]/.test(type) ? 'an' : 'a'} ${type}`;
}
