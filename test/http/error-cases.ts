import type { ErrorCase } from './error-cases/case.ts';
import { bodyCasesOf, casesOf } from './error-cases/every-task.ts';
import { keywordsCases } from './error-cases/keywords.ts';
import { pathCases } from './error-cases/paths.ts';
import { sentimentCases } from './error-cases/sentiment.ts';
import { tagCases } from './error-cases/tag.ts';

/** What clients do wrong, in requests that are valid HTTP; sent to `useTestApp` and its limits. */
export const errorCases: readonly ErrorCase[] = [
  ...tagCases,
  ...pathCases,
  ...casesOf('sentiment'),
  ...keywordsCases,
  ...sentimentCases,
  ...bodyCasesOf('ctc/decode'),
];
