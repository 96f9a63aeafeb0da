import type { ProblemCode } from '../../../src/errors.ts';
import type { ErrorCase } from './case.ts';
import { tagCases } from './tag.ts';

/** What is wrong with a request whatever the task is. */
const ofEveryTask: readonly ProblemCode[] = [
  'empty_body',
  'invalid_utf8',
  'malformed_json',
  'unknown_field',
  'text_or_texts',
  'empty_text',
  'too_many_texts',
  'unknown_model',
  'body_too_large',
  'unsupported_media_type',
];

/** What is wrong with a body before any field of it is read, but for its size, whose limit hangs on the route. */
const ofBodies: readonly ProblemCode[] = [
  'empty_body',
  'invalid_utf8',
  'malformed_json',
  'unsupported_media_type',
];

/** Fields that no other task takes. */
const ofTag = ['requested', 'explain', 'explainSlots'];

/** The same mistakes in requests to another task. */
export const casesOf = (task: string): ErrorCase[] =>
  tagCases
    .filter(
      ({ url, method, code }) => url === undefined && method === undefined && ofEveryTask.includes(code),
    )
    .filter(({ body }) => !ofTag.some((field) => field in Object(body)))
    // The names of models that a refusal lists are those of the task.
    .map(({ detail: _, ...one }) => ({ ...one, name: `${one.name}, for ${task}`, url: `/${task}` }));

/** Bodies of another route that no field is read of. */
export const bodyCasesOf = (route: string): ErrorCase[] =>
  casesOf(route).filter(({ code }) => ofBodies.includes(code));
