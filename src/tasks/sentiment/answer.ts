import type { SentimentManifest } from '../../package/manifest.ts';
import { type BatchResult, countsPerAnswer, putCounts } from '../../runtime/pool/work.ts';
import { offsetMapper } from '../../text/offsets.ts';
import { rounded, significant } from '../tokens/confidence.ts';
import { Laps } from '../tokens/laps.ts';
import { effectsOf } from './explanation.ts';
import { infer, type SentimentNetwork } from './infer.ts';
import type { NetworkJudgement, SentimentRequest } from './model.ts';
import { type SentimentResult, toResult } from './result.ts';

/** A token of an explained text; offsets in the unit that was asked for. */
export interface SentimentWord {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** The network's weight: those of a text sum to 1. */
  readonly attention: number;
  /** How much less likely `positive` is without it; absent if only the attention was asked for. */
  readonly effect?: number;
}

/** What one text is answered, but for the model. */
export interface SentimentAnswer extends SentimentResult {
  readonly words?: readonly SentimentWord[];
}

type Calibration = SentimentManifest['calibration'];

/** What `SentimentModel.answer` answers. */
export async function answerTexts(
  network: SentimentNetwork,
  requests: readonly SentimentRequest[],
  calibration: Calibration,
): Promise<BatchResult> {
  const laps = new Laps();
  const texts = requests.map(({ text }) => text);
  const judged = await infer(network, texts, laps);
  const erased = [...requests.keys()].filter((index) => requests[index]!.explain === true);
  const effects = await effectsOf(
    network,
    erased.map((index) => judged[index]!),
    calibration.temperature,
    laps,
  );
  const effectsAt = new Map(erased.map((index, place) => [index, effects[place]!]));
  const counts = new Array<number>(requests.length * countsPerAnswer).fill(0);
  const bodies = judged.map((judgement, index) => {
    const { tokens, unknown, logits } = judgement;
    putCounts(counts, index, { tokens: tokens.length, unknown, slots: 0, unsure: 0 });
    const request = requests[index]!;
    const answer: SentimentAnswer = {
      ...toResult(logits, calibration),
      ...(request.explain && { words: wordsOf(request, judgement, effectsAt.get(index)) }),
    };
    return JSON.stringify(answer);
  });
  laps.end('decode');
  return { bodies, counts, ...laps.durations };
}

function wordsOf(
  { text, unit = 'utf16' }: SentimentRequest,
  { tokens, attention }: NetworkJudgement,
  effects: readonly number[] | undefined,
): SentimentWord[] {
  const map = offsetMapper(text, unit);
  return tokens.map((token, t) => ({
    text: token.text,
    start: map(token.start),
    end: map(token.end),
    attention: significant(attention[t]!),
    ...(effects && { effect: rounded(effects[t]!) }),
  }));
}
