import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Submitted } from '../../runtime/pool/pool.ts';
import { submitTogether } from '../../runtime/pool/together.ts';
import { sendJson } from './answer.ts';
import { workOf, workTogether } from './work-of.ts';

/** A model of a task for several languages, as far as its answers name it. */
interface NamedModel {
  readonly manifest: { readonly name: string; readonly version: string; readonly language: string };
}

/** A model's share of the texts of a request. */
export interface Share<M> {
  readonly model: M;
  /** Places of its texts in the request. */
  readonly indices: number[];
}

/** Shares texts out among models: each goes by itself, so that its answer is the same whatever stands beside it. */
export function sharesOf<M>(texts: readonly string[], modelOf: (text: string) => M): Share<M>[] {
  const shares = new Map<M, Share<M>>();
  for (const [index, text] of texts.entries()) {
    const model = modelOf(text);
    const share = shares.get(model);
    if (share) share.indices.push(index);
    else shares.set(model, { model, indices: [index] });
  }
  return [...shares.values()];
}

/** Waits for all shares and sends their answers in the order of the texts, each with its own model: one, or `results`. */
export async function sendShared<M extends NamedModel>(
  request: FastifyRequest,
  reply: FastifyReply,
  { texts, isList }: { readonly texts: readonly string[]; readonly isList: boolean },
  shares: readonly Share<M>[],
  answer: (share: Share<M>) => Submitted,
): Promise<never> {
  const { outcomes, cancel } = submitTogether(shares.map((share) => () => answer(share)));
  reply.raw.once('close', cancel);
  const done = await outcomes;
  const parts = shares.map(({ model: { manifest }, indices }, s) =>
    workOf({ model: manifest, texts: indices.map((index) => texts[index]!) }, done[s]!),
  );
  request.work = workTogether(parts, texts);
  const answers: string[] = [];
  for (const [s, { model, indices }] of shares.entries()) {
    const { name, version, language } = model.manifest;
    const head = `{"model":${JSON.stringify({ name, version, language })},`;
    for (const [i, index] of indices.entries()) answers[index] = head + done[s]!.bodies[i]!.slice(1);
  }
  return sendJson(reply, isList ? `{"results":[${answers.join(',')}]}` : answers[0]!);
}
