import { tokenize } from '../text/tokenizer.ts';
import { checkConsistency } from './doctor/consistency.ts';
import { type Checked, type CorpusPart, type Finding, findingOf } from './doctor/finding.ts';
import { checkCuts, checkDuplicates, checkSentences } from './doctor/sentences.ts';
import { checkUnlabelled, checkVariety } from './doctor/values.ts';
import { CorpusError, findPart, readPart } from './index.ts';
import { partNames } from './parts.ts';

export type { CorpusPart, Example, Finding } from './doctor/finding.ts';

/** What the doctor may be told. */
export interface CheckOptions {
  /** A slot with fewer different values is reported; 5 unless told. */
  readonly minValues?: number | undefined;
}

/** Looks for labels that a tagger would learn wrongly, or not at all; errors first. */
export function checkCorpus(parts: readonly CorpusPart[], options: CheckOptions = {}): Finding[] {
  const sentences = parts.flatMap(({ name, sentences }) =>
    sentences.map((sentence): Checked => ({ ...sentence, part: name, tokens: tokenize(sentence.text) })),
  );
  const findings = [
    ...checkEmptyParts(parts),
    ...checkSentences(sentences),
    ...checkConsistency(sentences),
    ...checkCuts(sentences),
    ...checkDuplicates(sentences),
    ...checkUnlabelled(sentences),
    ...checkVariety(sentences, options.minValues ?? 5),
  ];
  return findings.toSorted((a, b) => Number(a.severity === 'warning') - Number(b.severity === 'warning'));
}

/** Training needs something to learn and something to score by in each part that it reads. */
function checkEmptyParts(parts: readonly CorpusPart[]): Finding[] {
  const about = {
    severity: 'error',
    code: 'empty-part',
    problem: 'part without a single slot',
    remedy: 'Label slots in it; a tagger cannot be trained or scored on it',
  } as const;
  const empty = parts.filter(({ sentences }) => sentences.every(({ slots }) => slots.length === 0));
  return findingOf(
    about,
    empty.map(({ name, sentences }) => ({ detail: `${name}: ${sentences.length} sentences` })),
  );
}

/** What the doctor read, and what it found. */
export interface Diagnosis {
  /** How many sentences of each part could be read. */
  readonly sentences: Readonly<Record<string, number>>;
  readonly findings: readonly Finding[];
}

/** Reads a file or a data folder, going on after broken lines, and checks all of it. Never throws for bad data. */
export function checkPath(path: string, options: CheckOptions = {}): Diagnosis {
  const errors: CorpusError[] = [];
  const parts: CorpusPart[] = [];
  try {
    for (const [name, found] of partsOf(path)) {
      parts.push({ name, ...readPart(found, { onError: (error) => errors.push(error) }) });
    }
  } catch (error) {
    if (!(error instanceof CorpusError)) {
      throw error;
    }
    errors.push(error);
  }
  return {
    sentences: Object.fromEntries(parts.map(({ name, sentences }) => [name, sentences.length])),
    findings: [...findingsOf(errors), ...checkCorpus(parts, options)],
  };
}

function partsOf(path: string): [name: string, path: string][] {
  const found = Object.entries(partNames).flatMap(([name, names]): [string, string][] => {
    const part = findPart(path, names);
    return part === undefined ? [] : [[name, part]];
  });
  return found.length === 0 ? [['all', path]] : found;
}

/** One finding a broken line, because each has a remedy of its own. */
function findingsOf(errors: readonly CorpusError[]): Finding[] {
  return errors.flatMap(({ file, line, field, problem, remedy }) =>
    findingOf({ severity: 'error', code: 'broken-line', problem: 'cannot be read', remedy }, [
      { file, line, detail: field === undefined ? problem : `${field}: ${problem}` },
    ]),
  );
}
