import { PackageError } from '../../package/error.ts';
import { goldenTolerance, packageFiles } from '../../package/files.ts';
import type { GoldenCase } from '../../package/golden.ts';
import type { TaggerPackage } from '../../package/parse.ts';
import type { TagResult } from './result.ts';
import type { Tagger, TagRequest } from './tagger.ts';

/** Replays the package's golden cases, one text at a time as they were recorded; throws a PackageError. */
export async function checkGolden(tagger: Tagger, { folder, golden }: TaggerPackage): Promise<void> {
  if (golden.length === 0) throw new PackageError({ folder, file: packageFiles.golden }, 'has no case');
  for (const [index, expected] of golden.entries()) {
    const [result] = await tagger.tag([expected]);
    const problem = difference(toGolden(expected, result!), expected);
    if (problem) throw new PackageError({ folder, file: packageFiles.golden, field: String(index) }, problem);
  }
}

/** Tags the texts and gives the cases that a package made from the same model must repeat. */
export async function recordGolden(tagger: Tagger, requests: readonly TagRequest[]): Promise<GoldenCase[]> {
  const cases: GoldenCase[] = [];
  for (const request of requests) {
    const [result] = await tagger.tag([request]);
    cases.push(toGolden(request, result!));
  }
  return cases;
}

function toGolden({ text, requested }: TagRequest, { tokens, slots }: TagResult): GoldenCase {
  return {
    text,
    ...(requested && { requested: [...requested] }),
    labels: tokens.map(({ label }) => label),
    slots: slots.map(({ slot, start, end, confidence }) => ({ slot, start, end, confidence })),
  };
}

function difference(actual: GoldenCase, expected: GoldenCase): string | undefined {
  const labels = [actual, expected].map((golden) => golden.labels.join(' '));
  if (labels[0] !== labels[1]) return `labels are "${labels[0]}", recorded were "${labels[1]}"`;
  const slots = [actual, expected].map((golden) => golden.slots.map(placeOf).join(', '));
  if (slots[0] !== slots[1]) return `slots are "${slots[0]}", recorded were "${slots[1]}"`;
  for (const [index, { slot, confidence }] of actual.slots.entries()) {
    const recorded = expected.slots[index]!.confidence;
    if (!(Math.abs(confidence - recorded) <= goldenTolerance)) {
      return `the confidence of ${slot} is ${confidence}, recorded was ${recorded}`;
    }
  }
  return undefined;
}

function placeOf({ slot, start, end }: GoldenCase['slots'][number]): string {
  return `${slot} ${start}-${end}`;
}
