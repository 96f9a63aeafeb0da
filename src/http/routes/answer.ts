import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Submitted } from '../../runtime/pool/pool.ts';
import { type AskedOf, workOf, workTogether } from './work-of.ts';

/** Who answers, and what it was asked. */
interface Asked extends AskedOf {
  /** Whether the request gave a list, so that the answer is one. */
  readonly isList: boolean;
}

/** Waits for the answers of a model and sends them: one beside `model`, or several as `results`. */
export async function sendAnswers(
  request: FastifyRequest,
  reply: FastifyReply,
  asked: Asked,
  { outcome, cancel }: Submitted,
): Promise<never> {
  reply.raw.once('close', cancel);
  const done = await outcome;
  const { bodies } = done;
  const { name, version } = asked.model;
  request.work = workTogether([workOf(asked, done)], asked.texts);
  const head = `{"model":${JSON.stringify({ name, version })},`;
  return sendJson(
    reply,
    asked.isList ? `${head}"results":[${bodies.join(',')}]}` : head + bodies[0]!.slice(1),
  );
}

/** Sends JSON that workers have written already, which the routes' types do not know. */
export function sendJson(reply: FastifyReply, json: string): never {
  return reply.header('content-type', 'application/json; charset=utf-8').send(json) as never;
}
