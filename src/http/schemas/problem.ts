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
    error: z
      .strictObject({ message: z.string(), type: z.string(), param: z.string().nullable(), code: z.string() })
      .optional()
      .describe("The same for OpenAI's clients, on paths that begin with /v1/"),
  })
  .meta({ id: 'Problem', description: 'A failed request (RFC 9457)' });

/** The body of a failed request. */
export type Problem = z.infer<typeof problemSchema>;

/** How every route can fail, before it is asked or because the service breaks. */
const always = ['malformed_request', 'request_timeout', 'headers_too_large', 'internal'] as const;

/** How routes can fail that are not open to everyone. */
export const guarded = ['unauthenticated', 'rate_limited'] as const;

/** How routes can fail that take a JSON body. */
export const jsonBody = [
  'empty_body',
  'invalid_utf8',
  'malformed_json',
  'unknown_field',
  'invalid_field',
  'body_too_large',
  'unsupported_media_type',
] as const;

/** The `response` of a route's schema: what it answers, and each status and code with which it can fail. */
export function responses<S extends z.ZodType>(
  description: string,
  schema: S,
  failures: readonly ProblemCode[],
) {
  const ways = codes.filter((code) => [...always, ...failures].includes(code));
  const statuses = new Set(ways.map((code) => problems[code].status));
  const failed = (status: number) => failure(ways.filter((code) => problems[code].status === status));
  return {
    200: { description, content: { 'application/json': { schema } } },
    ...Object.fromEntries([...statuses].map((status) => [status, failed(status)])),
  };
}

/** Narrows the problem schema to what one status can mean for a route. */
function failure(ways: readonly ProblemCode[]) {
  const schema = z.intersection(problemSchema, z.looseObject({ code: z.enum(ways) }));
  return {
    description: ways.map((code) => `- \`${code}\`: ${problems[code].title}`).join('\n'),
    content: { 'application/problem+json': { schema } },
  };
}
