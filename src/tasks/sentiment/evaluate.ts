import type { ClassifiedText } from '../../corpus/classified/text.ts';
import { type Judgement, type ReliabilityBin, reliabilityOf } from './calibration.ts';
import { classes, type SentimentClass } from './classes.ts';
import { likeliest } from './examples.ts';
import type { SentimentModel } from './model.ts';
import { toResult } from './result.ts';

/** How well one class is found. */
export interface ClassScore {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  readonly gold: number;
}

/** How a model did on classified texts. */
export interface SentimentEvaluation {
  readonly texts: number;
  /** The share of texts of which the likelier class is right; nothing is neutral here. */
  readonly accuracy: number;
  readonly byClass: Readonly<Record<SentimentClass, ClassScore>>;
  /** Expected calibration error of the probabilities that are answered, and of those without the temperature. */
  readonly calibrationError: number;
  readonly uncalibratedError: number;
  readonly bins: readonly ReliabilityBin[];
  /** The share of texts that are answered as neutral. */
  readonly neutral: number;
}

const batch = 256;

/** What the network says of classified texts, through the serving path. */
export async function judgeClassified(
  model: Pick<SentimentModel, 'judge'>,
  texts: readonly ClassifiedText[],
): Promise<Judgement[]> {
  const judgements: Judgement[] = [];
  for (let start = 0; start < texts.length; start += batch) {
    const part = texts.slice(start, start + batch);
    const judged = await model.judge(part.map(({ text }) => text));
    for (const [index, { logits }] of judged.entries()) {
      judgements.push({ logits, gold: classes.indexOf(part[index]!.label as SentimentClass) });
    }
  }
  return judgements;
}

/** Scores what was said of texts under a calibration. */
export function evaluateJudgements(
  judgements: readonly Judgement[],
  calibration: { readonly temperature: number; readonly neutral: number },
): SentimentEvaluation {
  const found = judgements.map(({ logits }) => likeliest(logits));
  const right = judgements.filter(({ gold }, index) => found[index] === gold).length;
  const reliability = reliabilityOf(judgements, calibration.temperature);
  const neutral = judgements.filter(({ logits }) => toResult(logits, calibration).label === 'neutral');
  const share = (count: number): number => (judgements.length === 0 ? 0 : count / judgements.length);
  const scoreOf = (number: number): ClassScore => {
    const hits = judgements.filter(({ gold }, index) => gold === number && found[index] === number).length;
    return scoreFrom(hits, {
      found: found.filter((each) => each === number).length,
      gold: judgements.filter(({ gold }) => gold === number).length,
    });
  };
  return {
    texts: judgements.length,
    accuracy: share(right),
    byClass: { negative: scoreOf(0), positive: scoreOf(1) },
    calibrationError: reliability.error,
    uncalibratedError: reliabilityOf(judgements, 1).error,
    bins: reliability.bins,
    neutral: share(neutral.length),
  };
}

function scoreFrom(hits: number, { found, gold }: { found: number; gold: number }): ClassScore {
  const precision = found === 0 ? 0 : hits / found;
  const recall = gold === 0 ? 0 : hits / gold;
  return { precision, recall, f1: hits === 0 ? 0 : (2 * hits) / (found + gold), gold };
}
