import { sep } from 'node:path';
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
  /** Those probabilities by confidence, in the same order. */
  readonly bins: readonly ReliabilityBin[];
  readonly uncalibratedBins: readonly ReliabilityBin[];
  /** Texts by their class (rows) and the likelier one (columns), in the order of `classes`. */
  readonly confusion: readonly (readonly number[])[];
  /** The share of texts that are answered as neutral. */
  readonly neutral: number;
  /** The same by the file that the texts came from, if from more than one. */
  readonly bySource: Readonly<Record<string, SourceScore>>;
}

/** How a model did on the texts of one file. */
export type SourceScore = Pick<SentimentEvaluation, 'texts' | 'accuracy' | 'calibrationError'>;

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
      const { label, at } = part[index]!;
      const source = at.file.split(sep).slice(-2).join('/');
      judgements.push({ logits, gold: classes.indexOf(label as SentimentClass), source });
    }
  }
  return judgements;
}

/** Scores what was said of texts under a calibration. */
export function evaluateJudgements(
  judgements: readonly Judgement[],
  calibration: { readonly temperature: number; readonly neutral: number },
): SentimentEvaluation {
  const neutral = judgements.filter(({ logits }) => toResult(logits, calibration).label === 'neutral');
  const share = ({ length }: readonly Judgement[]) => (length === 0 ? 0 : length / judgements.length);
  const confusion = confusionOf(judgements);
  const calibrated = reliabilityOf(judgements, calibration.temperature);
  const uncalibrated = reliabilityOf(judgements, 1);
  return {
    texts: judgements.length,
    accuracy: accuracyOf(judgements),
    byClass: { negative: scoreOf(confusion, 0), positive: scoreOf(confusion, 1) },
    calibrationError: calibrated.error,
    uncalibratedError: uncalibrated.error,
    bins: calibrated.bins,
    uncalibratedBins: uncalibrated.bins,
    confusion,
    neutral: share(neutral),
    bySource: bySource(judgements, calibration.temperature),
  };
}

function accuracyOf(judgements: readonly Judgement[]): number {
  const right = judgements.filter(({ logits, gold }) => likeliest(logits) === gold);
  return judgements.length === 0 ? 0 : right.length / judgements.length;
}

function bySource(judgements: readonly Judgement[], temperature: number): Record<string, SourceScore> {
  const groups = new Map<string, Judgement[]>();
  for (const judgement of judgements) {
    const { source = '' } = judgement;
    const group = groups.get(source);
    if (group) group.push(judgement);
    else groups.set(source, [judgement]);
  }
  if (groups.size < 2) return {};
  const scored = [...groups].map(([source, own]) => {
    const calibrationError = reliabilityOf(own, temperature).error;
    return [source, { texts: own.length, accuracy: accuracyOf(own), calibrationError }] as const;
  });
  return Object.fromEntries(scored);
}

function confusionOf(judgements: readonly Judgement[]): number[][] {
  const counts = classes.map(() => classes.map(() => 0));
  for (const { logits, gold } of judgements) counts[gold]![likeliest(logits)]! += 1;
  return counts;
}

function scoreOf(confusion: readonly (readonly number[])[], number: number): ClassScore {
  const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);
  const hits = confusion[number]![number]!;
  const gold = sum(confusion[number]!);
  const found = sum(confusion.map((row) => row[number]!));
  return {
    precision: found === 0 ? 0 : hits / found,
    recall: gold === 0 ? 0 : hits / gold,
    f1: hits === 0 ? 0 : (2 * hits) / (found + gold),
    gold,
  };
}
