import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Submitted } from '../../runtime/pool/pool.ts';
import type { Counts } from '../../runtime/pool/work.ts';

/** Who answers, and what it was asked. */
interface Asked {
  readonly model: { readonly name: string; readonly version: string };
  readonly texts: readonly string[];
  /** Whether the request gave a list, so that the answer is one. */
  readonly isList: boolean;
}

/** Waits for the answers of a model and sends them: one beside `model`, or several as `results`. */
export async function sendAnswers(
  request: FastifyRequest,
  reply: FastifyReply,
  { model: { name, version }, texts, isList }: Asked,
  { outcome, cancel }: Submitted,
): Promise<never> {
  reply.raw.once('close', cancel);
  const { bodies, counts, submitted, batches } = await outcome;
  request.work = { model: name, version, texts, ...totalOf(counts), submitted, batches };
  const head = `{"model":${JSON.stringify({ name, version })},`;
  const json = isList ? `${head}"results":[${bodies.join(',')}]}` : head + bodies[0]!.slice(1);
  // Workers have written the JSON already, which the routes' types do not know.
  return reply.header('content-type', 'application/json; charset=utf-8').send(json) as never;
}

function totalOf(counts: readonly Counts[]): Counts {
  const total = { tokens: 0, unknown: 0, slots: 0, unsure: 0 };
  for (const { tokens, unknown, slots, unsure } of counts) {
    total.tokens += tokens;
    total.unknown += unknown;
    total.slots += slots;
    total.unsure += unsure;
  }
  return total;
}
