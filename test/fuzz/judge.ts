import { type ProblemCode, problems } from '../../src/errors.ts';
import type { Problem } from '../../src/http/schemas/problem.ts';
import { type Api, answerFault } from '../helpers/openapi.ts';
import type { Answer } from './client.ts';
import type { Sent } from './requests.ts';

/** Headers that belong to a status. */
const companions: Readonly<Record<number, string>> = {
  401: 'www-authenticate',
  405: 'allow',
  429: 'retry-after',
  503: 'retry-after',
};

/** What is wrong with an answer; undefined if nothing is. */
export function judge(
  api: Api,
  sent: Pick<Sent, 'operation' | 'expected' | 'method'>,
  answer: Answer,
): string | undefined {
  const { status, headers } = answer;
  if (status >= 500 && status !== 503) return `status ${status}`;
  if (headers['x-request-id'] === undefined) return 'no x-request-id';
  if (sent.method === 'HEAD') return answer.body === '' ? undefined : 'a body for HEAD';
  return problemFault(answer) ?? contractFault(api, sent, answer) ?? expectationFault(sent, answer);
}

function contractFault(api: Api, { operation }: Pick<Sent, 'operation'>, answer: Answer): string | undefined {
  const type = answer.headers['content-type'] ?? '';
  if (operation !== undefined) return answerFault(api, api.operation(operation), { ...answer, type });
  if (answer.status < 400) return undefined;
  return api.fault(api.component('Problem'), JSON.parse(answer.body));
}

function problemFault({ status, headers, body }: Answer): string | undefined {
  if (status < 400) return undefined;
  if (headers['content-type'] !== 'application/problem+json')
    return `${status} as ${headers['content-type']}`;
  const { type, title, code, instance, ...problem } = JSON.parse(body) as Problem;
  const known = problems[code as ProblemCode];
  if (known?.status !== status || problem.status !== status)
    return `${code} with ${status} and ${problem.status}`;
  if (known.title !== title || type !== `urn:slotline:problem:${code}`)
    return `${code} with ${type}, ${title}`;
  const id = headers['x-request-id'];
  if (instance !== `urn:slotline:request:${id}`) return `${instance} of request ${id}`;
  const companion = companions[status];
  return companion === undefined || headers[companion] !== undefined
    ? undefined
    : `${status} without ${companion}`;
}

function expectationFault(
  { expected }: Pick<Sent, 'expected'>,
  { status, body }: Answer,
): string | undefined {
  // A service may refuse at any time what is too much for it.
  if (expected === 'documented' || status === 503) return undefined;
  const isAsExpected = expected === 'good' ? status < 300 : status >= 400;
  return isAsExpected ? undefined : `${status} instead of ${expected}: ${body.slice(0, 300)}`;
}
