import { type BatchResult, countsPerAnswer, putCounts } from '../../runtime/pool/work.ts';
import { Laps } from '../tokens/laps.ts';
import { emptyAnswer, writeAnswer } from './answer.ts';
import { addExplanations } from './explanation.ts';
import { type Inferred, infer, type TaggerNetwork } from './infer.ts';
import { type TagResult, toResult } from './result.ts';
import type { AnswerRequest, TagRequest } from './tagger.ts';

/** What `Tagger.tag` answers. */
export async function tagTexts(
  network: TaggerNetwork,
  requests: readonly TagRequest[],
): Promise<TagResult[]> {
  const results: TagResult[] = requests.map(() => ({ tokens: [], slots: [] }));
  await infer(network, requests, (index, { tokens, decoded }) => {
    results[index] = toResult(requests[index]!.text, tokens, decoded, network.labels);
  });
  return results;
}

/** What `Tagger.answer` answers. */
export async function answerTexts(
  network: TaggerNetwork,
  requests: readonly AnswerRequest[],
): Promise<BatchResult> {
  const bodies = requests.map(() => emptyAnswer.json);
  const counts = new Array<number>(requests.length * countsPerAnswer).fill(0);
  const toExplain: Inferred[] = [];
  const laps = new Laps();
  const use = (index: number, inferred: Inferred): void => {
    const { text, unit, explain } = requests[index]!;
    const { tokens, decoded, unknown } = inferred;
    const { json, slots, unsure } = writeAnswer(text, tokens, decoded, network.parts, unit);
    bodies[index] = json;
    putCounts(counts, index, { tokens: tokens.length, unknown, slots, unsure });
    if (explain) toExplain[index] = inferred;
  };
  await infer(network, requests, use, laps);
  await addExplanations(network, requests, { inferred: toExplain, bodies }, laps);
  return { bodies, counts, ...laps.durations };
}
