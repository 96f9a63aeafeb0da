import { PackageError } from '../../package/error.ts';
import { goldenTolerance, packageFiles } from '../../package/files.ts';
import type { SentimentGoldenCase } from '../../package/golden.ts';
import type { SentimentPackage } from '../../package/parse.ts';
import type { SentimentModel } from './model.ts';

type Classifier = Pick<SentimentModel, 'classify'>;

/** Replays the package's golden cases, one text at a time as they were recorded; throws a PackageError. */
export async function checkGolden(model: Classifier, source: SentimentPackage): Promise<void> {
  const { folder, golden } = source;
  if (golden.length === 0) throw new PackageError({ folder, file: packageFiles.golden }, 'has no case');
  for (const [index, expected] of golden.entries()) {
    const [actual] = await recordGolden(model, [expected.text]);
    const problem = difference(actual!, expected);
    if (problem) throw new PackageError({ folder, file: packageFiles.golden, field: String(index) }, problem);
  }
}

/** Classifies the texts and gives the cases that a package made from the same model must repeat. */
export async function recordGolden(
  model: Classifier,
  texts: readonly string[],
): Promise<SentimentGoldenCase[]> {
  const cases: SentimentGoldenCase[] = [];
  for (const text of texts) {
    const [result] = await model.classify([text]);
    cases.push({ text, label: result!.label, positive: result!.scores.positive });
  }
  return cases;
}

function difference(actual: SentimentGoldenCase, expected: SentimentGoldenCase): string | undefined {
  if (actual.label !== expected.label) return `is ${actual.label}, recorded was ${expected.label}`;
  if (Math.abs(actual.positive - expected.positive) <= goldenTolerance) return undefined;
  return `the probability of positive is ${actual.positive}, recorded was ${expected.positive}`;
}
