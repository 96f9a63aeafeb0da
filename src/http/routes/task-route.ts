import type { FastifyRequest } from 'fastify';
import { checkLists } from '../lists.ts';
import { guarded, jsonBody } from '../schemas/problem.ts';

/** How the routes of all tasks can fail. */
export const taskFailures = [
  ...guarded,
  ...jsonBody,
  'text_or_texts',
  'empty_text',
  'text_too_long',
  'too_many_texts',
  'unknown_model',
  'wrong_task',
  'overloaded',
  'answer_timeout',
  'worker_failed',
] as const;

/** What is checked of a task's request before its body is read, and before zod sees it. */
export function taskHooks(limits: { readonly texts: number }, checkRoom: () => void) {
  return {
    // A refusal that comes before the body is read costs least when there is least time.
    onRequest: (_request: FastifyRequest, _reply: unknown, done: () => void): void => {
      checkRoom();
      done();
    },
    preValidation: (request: FastifyRequest, _reply: unknown, done: () => void): void => {
      checkLists(request.body, limits.texts);
      done();
    },
  };
}
