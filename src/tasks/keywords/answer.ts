import type { KeywordsManifest } from '../../package/manifest.ts';
import { type BatchResult, countsPerAnswer, putCounts } from '../../runtime/pool/work.ts';
import { Laps } from '../tokens/laps.ts';
import { infer, type KeywordsNetwork } from './infer.ts';
import type { KeywordsRequest } from './model.ts';
import { type Keyword, phrasesOf, toKeywords } from './result.ts';

/** What one text is answered, but for the model. */
export interface KeywordsAnswer {
  /** The best first. */
  readonly keywords: readonly Keyword[];
}

/** What `KeywordsModel.answer` answers. */
export async function answerTexts(
  network: KeywordsNetwork,
  requests: readonly KeywordsRequest[],
  manifest: KeywordsManifest,
): Promise<BatchResult> {
  const laps = new Laps();
  const texts = requests.map(({ text }) => text);
  const rated = await infer(network, texts, manifest, laps);
  const counts = new Array<number>(requests.length * countsPerAnswer).fill(0);
  const bodies = rated.map((each, index) => {
    const { unit, ...wanted } = requests[index]!;
    putCounts(counts, index, {
      tokens: each.document.tokens.length,
      unknown: each.unknown,
      slots: 0,
      unsure: 0,
    });
    const answer: KeywordsAnswer = { keywords: toKeywords(each, phrasesOf(each, wanted, manifest), unit) };
    return JSON.stringify(answer);
  });
  laps.end('decode');
  return { bodies, counts, ...laps.durations };
}
