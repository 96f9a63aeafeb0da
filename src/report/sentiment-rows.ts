import type { SentimentEvaluation } from '../tasks/sentiment/evaluate.ts';
import { count, percent } from './format.ts';

/** The header of `classRows`. */
export const classHeader = ['class', 'precision', 'recall', 'F1', 'texts'];

/** How well each class is found, as rows of a table. */
export function classRows({ byClass }: SentimentEvaluation): string[][] {
  return Object.entries(byClass).map(([name, { precision, recall, f1, gold }]) => [
    name,
    ...[precision, recall, f1].map(percent),
    count(gold),
  ]);
}

/** The header of `sourceRows`. */
export const sourceHeader = ['file', 'accuracy', 'calibration error', 'texts'];

/** How a model did on each file, as rows of a table; none if all texts are of one. */
export function sourceRows({ bySource }: SentimentEvaluation): string[][] {
  return Object.entries(bySource).map(([name, { accuracy, calibrationError, texts }]) => [
    name,
    percent(accuracy),
    percent(calibrationError),
    count(texts),
  ]);
}
