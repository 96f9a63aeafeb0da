import { PackageError } from '../../package/error.ts';
import { goldenTolerance, packageFiles } from '../../package/files.ts';
import type { KeywordsGoldenCase } from '../../package/golden.ts';
import type { KeywordsPackage } from '../../package/parse.ts';
import type { KeywordsModel } from './model.ts';
import type { Keyword } from './result.ts';

type Finder = Pick<KeywordsModel, 'find'>;

/** Replays the package's golden cases, one text at a time as they were recorded; throws a PackageError. */
export async function checkGolden(model: Finder, source: KeywordsPackage): Promise<void> {
  const { folder, golden, manifest } = source;
  if (golden.length === 0) throw new PackageError({ folder, file: packageFiles.golden }, 'has no case');
  for (const [index, expected] of golden.entries()) {
    const [actual] = await recordGolden(model, [expected.text]);
    const problem = difference(actual!.keywords, expected.keywords, manifest.threshold);
    if (problem) throw new PackageError({ folder, file: packageFiles.golden, field: String(index) }, problem);
  }
}

/** Finds the keywords of texts and gives the cases that a package made from the same model must repeat. */
export async function recordGolden(model: Finder, texts: readonly string[]): Promise<KeywordsGoldenCase[]> {
  const cases: KeywordsGoldenCase[] = [];
  for (const text of texts) {
    const [keywords] = await model.find([text]);
    const recorded = keywords!.map((keyword) => ({ ...keyword, occurrences: [...keyword.occurrences] }));
    cases.push({ text, keywords: recorded });
  }
  return cases;
}

/** Their order does not matter: where scores are close, it may differ by processor. */
function difference(
  actual: readonly Keyword[],
  expected: readonly Keyword[],
  threshold: number,
): string | undefined {
  const known = new Map(expected.map((keyword) => [keyword.text, keyword]));
  for (const keyword of actual) {
    const recorded = known.get(keyword.text);
    known.delete(keyword.text);
    const problem = recorded
      ? differenceOf(keyword, recorded)
      : isSure(keyword, threshold) && `"${keyword.text}" is found, and was not recorded`;
    if (problem) return problem;
  }
  const missing = [...known.values()].find((keyword) => isSure(keyword, threshold));
  return missing && `"${missing.text}" is not found`;
}

function differenceOf(actual: Keyword, recorded: Keyword): string | undefined {
  const { text, score } = actual;
  if (Math.abs(score - recorded.score) > goldenTolerance) {
    return `the score of "${text}" is ${score}, recorded was ${recorded.score}`;
  }
  return placesOf(actual) === placesOf(recorded) ? undefined : `"${text}" is found at other places`;
}

function placesOf({ occurrences }: Keyword): string {
  return occurrences.map(({ start, end }) => `${start}-${end}`).join();
}

/** Whether it reaches the threshold on any processor. */
function isSure({ score }: Keyword, threshold: number): boolean {
  return score >= threshold + goldenTolerance;
}
