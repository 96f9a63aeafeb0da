import { z } from 'zod';
import { type ProblemCode, problems } from '../../errors.ts';

const codes = Object.keys(problems) as [ProblemCode, ...ProblemCode[]];

/** A failed request, as RFC 9457 (problem details) tells it. */
export const problemSchema = z
  .strictObject({
    type: z.string().describe('A URN that identifies the kind of problem: `urn:slotline:problem:<code>`'),
    title: z.string().describe('The kind of problem, in words; the same for every problem of the kind'),
    status: z.int().describe('The HTTP status'),
    detail: z.string().describe('What was wrong with this request, and what to change'),
    instance: z.string().describe('`urn:slotline:request:<x-request-id>`, under which the request is logged'),
    code: z.enum(codes).describe('The kind of problem, for programs; never changes its meaning'),
    pointer: z.string().optional().describe('JSON pointer to the field of the body that is at fault'),
  })
  .meta({ id: 'Problem', description: 'A failed request (RFC 9457)' });

/** The body of a failed request. */
export type Problem = z.infer<typeof problemSchema>;

/** The `response` of a route's schema: what it answers, and how it fails. */
export function responses<S extends z.ZodType>(description: string, schema: S) {
  return {
    200: { description, content: { 'application/json': { schema } } },
    default: {
      description: 'The request failed',
      content: { 'application/problem+json': { schema: problemSchema } },
    },
  };
}
