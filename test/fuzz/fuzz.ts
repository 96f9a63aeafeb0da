import fc from 'fast-check';
import { Api } from '../helpers/openapi.ts';
import type { Answer, Client } from './client.ts';
import { judge } from './judge.ts';
import type { Meaning, Sent } from './requests.ts';
import { type Shot, shotsAt } from './shots.ts';

/** How much is sent. */
export interface FuzzOptions {
  /** Requests in all; some are followed by others that check their answers. */
  readonly runs: number;
  /** Requests at a time. */
  readonly lanes: number;
  /** Gives the same requests again. */
  readonly seed?: number;
}

/** What no document tells of a service. */
export interface Knowledge {
  readonly meaning: Meaning;
  /** Operations that can answer nothing, for lack of a model. */
  readonly absent?: readonly string[];
  /** What is wrong with the answer to a good request, beyond what its schema says; undefined if nothing is. */
  answerFault(sent: Sent, answer: Answer): Promise<string | undefined>;
}

/** How many answers there were, by operation, what was expected, and status: `tag good 200`. */
export type Tally = Readonly<Record<string, number>>;

/** What is known of the answers to bytes: whoever knows more is not sending bytes. */
const bytesSent = { operation: undefined, expected: 'documented', method: '' } as const;

/**
 * Sends requests of every kind to every operation of the document that the service itself serves; rejects with the
 * smallest request that it finds to be answered as it must not be.
 */
export async function fuzz(
  client: Client,
  knowledge: Knowledge,
  { runs, lanes, seed }: FuzzOptions,
): Promise<Tally> {
  const document = await client.get('/openapi.json');
  const api = new Api(JSON.parse(document.body));
  const shots = shotsAt(api, knowledge.meaning, knowledge.absent);
  const tally: Record<string, number> = {};
  const note = (kind: string, { status }: Answer): void => {
    const name = `${kind} ${status}`;
    tally[name] = (tally[name] ?? 0) + 1;
  };
  const fireRequest = async (sent: Sent): Promise<string | undefined> => {
    const answer = await client.send(sent);
    note(`${sent.operation ?? 'elsewhere'} ${sent.expected}`, answer);
    const fault = judge(api, sent, answer);
    const isGood = sent.expected === 'good' && answer.status < 300;
    return fault === undefined && isGood ? knowledge.answerFault(sent, answer) : fault;
  };
  const fireBytes = async (bytes: Buffer): Promise<string | undefined> => {
    const answers = await client.sendBytes(bytes);
    for (const answer of answers) note('bytes', answer);
    return answers.map((answer) => judge(api, bytesSent, answer)).find(Boolean);
  };
  const fire = async (shot: Shot): Promise<void> => {
    const fault = 'sent' in shot ? await fireRequest(shot.sent) : await fireBytes(shot.bytes);
    if (fault !== undefined) throw new Error(fault);
  };
  const lane = (_: unknown, index: number): Promise<void> =>
    fc.assert(fc.asyncProperty(shots, fire), {
      numRuns: Math.ceil(runs / lanes),
      ...(seed !== undefined && { seed: seed + index }),
    });
  await Promise.all(Array.from({ length: lanes }, lane));
  return tally;
}
